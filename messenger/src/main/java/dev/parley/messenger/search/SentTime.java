package dev.parley.messenger.search;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of filters: a year, a month, a day (UTC), or a moment of ISO 8601. */
final class SentTime {
  private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

  private SentTime() {}

  /**
   * The first millisecond of it.
   *
   * @throws Refusal naming the field
   */
  static long of(String field, String text) {
    try {
      Matcher date = DATE.matcher(text);
      return date.matches()
          ? LocalDate.of(
                  Integer.parseInt(date.group(1)), number(date.group(2)), number(date.group(3)))
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
              .toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException _) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          field,
          "expected a time such as 2026, 2026-01, 2026-01-31 or 2026-01-31T10:00:00Z");
    }
  }

  private static int number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 1 : Integer.parseInt(digits);
  }
}
