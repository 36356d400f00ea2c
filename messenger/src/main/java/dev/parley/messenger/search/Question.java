package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the search field: words, phrases in quotes, and filters such as {@code
 * from:ada in:"River club" has:image before:2026-01-01}.
 *
 * @param from handles or names of senders; empty for all
 * @param in titles or handles; empty for all
 * @param before sent before this time, in epoch milliseconds
 * @param after sent at this time or later
 */
record Question(
    List<Phrase> phrases,
    List<String> from,
    List<String> in,
    Set<Has> has,
    @Nullable Long before,
    @Nullable Long after) {
  private static final String FIELD = "q";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<key>from|in|has|before|after)[:：](?:\"(?<quoted>[^\"]*)\"?|(?<value>\\S*))"
              + "|\"(?<phrase>[^\"]*)\"?|(?<word>\\S+)",
          Pattern.CASE_INSENSITIVE);

  Question {
    phrases = List.copyOf(phrases);
    from = List.copyOf(from);
    in = List.copyOf(in);
    has = Set.copyOf(has);
  }

  /**
   * Reads it.
   *
   * @throws Refusal naming {@code q} for what is too long, and for filters that name no such thing
   *     or time
   */
  static Question of(@Nullable String typed) {
    String text = typed == null ? "" : typed.strip().replace('“', '"').replace('”', '"');
    if (text.codePointCount(0, text.length()) > Bound.SEARCH_QUERY_LENGTH.value()) {
      throw Refusal.ofField(
          RefusalCode.FIELD_TOO_LONG,
          FIELD,
          "expected at most %d characters".formatted(Bound.SEARCH_QUERY_LENGTH.value()));
    }
    var reading = new Reading();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      reading.take(token, token.end() == text.length());
    }
    return new Question(
        reading.phrases, reading.from, reading.in, reading.has, reading.before, reading.after);
  }

  /** Whether it is only words. */
  boolean hasFilters() {
    return !from.isEmpty() || !in.isEmpty() || !has.isEmpty() || before != null || after != null;
  }

  private static final class Reading {
    private final List<Phrase> phrases = new ArrayList<>();
    private final List<String> from = new ArrayList<>();
    private final List<String> in = new ArrayList<>();
    private final Set<Has> has = EnumSet.noneOf(Has.class);
    private @Nullable Long before;
    private @Nullable Long after;

    void take(Matcher token, boolean last) {
      String key = token.group("key");
      if (key == null) {
        String phrase = token.group("phrase");
        phrases.addAll(
            phrase == null ? Phrase.of(token.group("word"), last) : Phrase.of(phrase, false));
        return;
      }
      String quoted = token.group("quoted");
      String value = (quoted == null ? token.group("value") : quoted).strip();
      if (value.isEmpty()) {
        return; // its writer is not done
      }
      switch (key.toLowerCase(Locale.ROOT)) {
        case "from" -> from.add(value);
        case "in" -> in.add(value);
        case "has" -> has.add(has(FIELD, value));
        case "before" -> before = SentTime.of(FIELD, value);
        default -> after = SentTime.of(FIELD, value);
      }
    }
  }

  static Has has(String field, String name) {
    return Has.of(name)
        .orElseThrow(() ->
            Refusal.ofField(
                RefusalCode.INVALID_FIELD, field, "expected has: with image, file or link"));
  }
}
