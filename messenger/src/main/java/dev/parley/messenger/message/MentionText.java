package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a text calls by {@code @}. Whether they are people is not known here.
 *
 * @param names in the form in which handles are compared; no more than {@code
 *     Bound.MENTIONS_PER_MESSAGE}, later ones stay plain text
 * @param all whether it says {@code @all} or {@code @所有人}
 */
record MentionText(Set<String> names, boolean all) {
  private static final MentionText NONE = new MentionText(Set.of(), false);

  // Not inside a word, so that mail addresses call nobody. A dot at the end is the sentence's.
  private static final Pattern NAME =
      Pattern.compile("(?<![A-Za-z0-9_.@])@(所有人|[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,30}[A-Za-z0-9_])?)");

  private static final Set<String> EVERYBODY = Set.of("all", "所有人");

  static MentionText of(String text) {
    if (text.indexOf('@') < 0 && text.indexOf('＠') < 0) {
      return NONE;
    }
    var names = new LinkedHashSet<String>();
    boolean all = false;
    Matcher found = NAME.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
    while (found.find() && names.size() < Bound.MENTIONS_PER_MESSAGE.count()) {
      String name = found.group(1).toLowerCase(Locale.ROOT);
      if (EVERYBODY.contains(name)) {
        all = true;
      } else {
        names.add(name);
      }
    }
    return new MentionText(names, all);
  }
}
