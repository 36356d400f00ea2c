package dev.parley.messenger.search;

import dev.parley.messenger.message.MessageKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a message can hold beside words. */
public enum Has {
  IMAGE,
  FILE,
  LINK;

  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s/]", Pattern.CASE_INSENSITIVE);

  /** The one of a name such as {@code image}, in any case. */
  static Optional<Has> of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Set.of(values()).stream().filter(one -> one.name().equals(wanted)).findFirst();
  }

  static Set<Has> in(MessageKind kind, String text) {
    var found = EnumSet.noneOf(Has.class);
    switch (kind) {
      case IMAGE -> found.add(IMAGE);
      case FILE -> found.add(FILE);
      case TEXT, SYSTEM -> {
        // nothing is attached
      }
    }
    if (ADDRESS.matcher(text).find()) {
      found.add(LINK);
    }
    return found;
  }

  /** What stands for it in the index. */
  String term() {
    return Terms.MARK + "h" + name().charAt(0);
  }
}
