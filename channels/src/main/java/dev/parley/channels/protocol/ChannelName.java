package dev.parley.channels.protocol;

import java.util.Optional;

/**
 * A channel's name and what its prefix means.
 *
 * <p>Source: protocol specification, section 2.1. Letters, digits and {@code _-=@,.;}; names of
 * server-to-user channels also begin with {@code #}.
 */
public record ChannelName(String value, ChannelKind kind) {
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      ALLOWED[c] = true;
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      ALLOWED[c] = true;
      ALLOWED[c + 32] = true;
    }
    for (char c : "_-=@,.;".toCharArray()) {
      ALLOWED[c] = true;
    }
  }

  public static ChannelName of(String value) {
    return new ChannelName(value, ChannelKind.of(value));
  }

  /** The channel on which a signed-in user hears from the server. */
  public static ChannelName serverToUser(String userId) {
    return new ChannelName(
        ChannelKind.SERVER_TO_USER.prefix() + userId, ChannelKind.SERVER_TO_USER);
  }

  /** What is wrong with a name, or nothing. */
  public static Optional<String> problemWith(String name, int maxLength) {
    if (name.isEmpty()) {
      return Optional.of("channel name is empty");
    }
    if (name.length() > maxLength) {
      return Optional.of(
          "channel name has %d characters, at most %d are allowed"
              .formatted(name.length(), maxLength));
    }
    String prefix = ChannelKind.SERVER_TO_USER.prefix();
    int start = name.startsWith(prefix) ? prefix.length() : 0;
    if (start == name.length() || !isPlain(name, start)) {
      return Optional.of(
          "channel name '%s' is invalid: expected letters, digits and _-=@,.;"
              .formatted(Quote.brief(name)));
    }
    return Optional.empty();
  }

  /** Whether a user id can be part of a channel name, as sign-in demands. */
  public static boolean isPlain(String text) {
    return isPlain(text, 0);
  }

  private static boolean isPlain(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || !ALLOWED[c]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
