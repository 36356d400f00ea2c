package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long messages are kept. Immutable.
 *
 * @param seconds after which they are purged; 0 for never; {@code null} leaves it to the server
 */
public record Retention(@Nullable Long seconds) {
  public static final Retention SERVERS = new Retention(null);
  public static final Retention FOREVER = new Retention(0L);

  /** What a text may be, for those who wrote something else. */
  public static final String EXPECTED = "forever or a time from 1h to 3650d, such as 12h or 7d";

  private static final long MILLIS = 1_000;
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([hd])");

  public Retention {
    if (seconds != null && seconds != 0 && !isWithinBounds(seconds)) {
      throw new IllegalArgumentException("expected " + EXPECTED);
    }
  }

  private static boolean isWithinBounds(long seconds) {
    return seconds >= Bound.RETENTION_SHORTEST_MILLIS.value() / MILLIS
        && seconds <= Bound.RETENTION_LONGEST_MILLIS.value() / MILLIS;
  }

  /** Reads {@code forever} or a time; empty if it is neither, or out of bounds. */
  public static Optional<Retention> of(String text) {
    if (text.equals("forever")) {
      return Optional.of(FOREVER);
    }
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(time.group(1)) * (time.group(2).equals("d") ? DAY : HOUR);
    return isWithinBounds(seconds) ? Optional.of(new Retention(seconds)) : Optional.empty();
  }

  /** Of a conversation, which may leave it to the server: {@code server} says so. */
  public static Optional<Retention> ofConversation(String text) {
    return text.equals("server") ? Optional.of(SERVERS) : of(text);
  }

  /** Whether anything is ever purged under this rule alone. */
  public boolean purges() {
    return seconds != null && seconds > 0;
  }

  /** In the form that {@link #ofConversation} reads. */
  public String text() {
    if (seconds == null) {
      return "server";
    }
    if (seconds == 0) {
      return "forever";
    }
    return seconds % DAY == 0 ? seconds / DAY + "d" : seconds / HOUR + "h";
  }
}
