package dev.parley.channels.protocol;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A connection's public name: two decimal numbers joined by a dot (section 1.3), here two random
 * 32-bit numbers packed into one long, so that comparing is one instruction.
 */
public record SocketId(long packed) {
  private static final long LOW = 0xFFFF_FFFFL;

  public static SocketId random(RandomGenerator random) {
    return new SocketId(random.nextLong());
  }

  /** Whether the text has the form that every SDK checks before it signs. */
  public static boolean isWellFormed(String text) {
    int dot = text.indexOf('.');
    return text.length() <= 64
        && dot > 0
        && dot < text.length() - 1
        && isDigits(text, 0, dot)
        && isDigits(text, dot + 1, text.length());
  }

  /** The id that the text names; empty if no connection of ours can have it. */
  public static Optional<SocketId> parse(String text) {
    if (!isWellFormed(text)) {
      return Optional.empty();
    }
    int dot = text.indexOf('.');
    if (dot > 10 || text.length() - dot - 1 > 10) {
      return Optional.empty();
    }
    long high = Long.parseLong(text, 0, dot, 10);
    long low = Long.parseLong(text, dot + 1, text.length(), 10);
    if (high > LOW || low > LOW) {
      return Optional.empty();
    }
    return Optional.of(new SocketId((high << 32) | low));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return (packed >>> 32) + "." + (packed & LOW);
  }
}
