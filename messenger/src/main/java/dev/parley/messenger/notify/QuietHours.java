package dev.parley.messenger.notify;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours of every day in which nothing is told, by the clock on the person's wall: when clocks are
 * put forward or back they last an hour less or more. May go over midnight.
 *
 * @param fromMinute of the day, 0..1439; the first quiet one
 * @param toMinute of the day; the first one that is not
 */
public record QuietHours(int fromMinute, int toMinute, ZoneId zone) {
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final int LONGEST_ZONE = 64;

  /**
   * As people give them.
   *
   * @param from such as {@code 22:00}
   * @param to another time of the day
   * @param zone of the tz database, such as {@code Europe/Berlin}
   * @throws Refusal naming {@code quiet.from}, {@code quiet.to} or {@code quiet.zone}
   */
  public static QuietHours parse(
      @Nullable String from, @Nullable String to, @Nullable String zone) {
    int begin = minute("quiet.from", from);
    int end = minute("quiet.to", to);
    if (begin == end) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "quiet.to", "expected another time than quiet.from");
    }
    return new QuietHours(begin, end, zone(zone));
  }

  private static int minute(String field, @Nullable String text) {
    if (text == null || !TIME.matcher(text).matches()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected a time such as 22:00");
    }
    return LocalTime.parse(text).toSecondOfDay() / 60;
  }

  /** Only names of places: an offset would be wrong for half of the year. */
  private static ZoneId zone(@Nullable String name) {
    try {
      if (name != null
          && name.length() <= LONGEST_ZONE
          && (name.equals("UTC") || name.contains("/"))) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException _) {
      // no such place
    }
    throw Refusal.ofField(
        RefusalCode.INVALID_FIELD, "quiet.zone", "expected a zone such as Europe/Berlin");
  }

  /** Whether it is one of them now. */
  public boolean contain(Instant now) {
    int minute = now.atZone(zone).toLocalTime().toSecondOfDay() / 60;
    return fromMinute < toMinute
        ? fromMinute <= minute && minute < toMinute
        : fromMinute <= minute || minute < toMinute;
  }

  /** When they begin, such as {@code 22:00}. */
  public String from() {
    return shown(fromMinute);
  }

  /** When they end, such as {@code 07:00}. */
  public String to() {
    return shown(toMinute);
  }

  private static String shown(int minute) {
    return SHOWN.format(LocalTime.ofSecondOfDay(minute * 60L));
  }
}
