package dev.parley.server.view;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How ids and times are written in the messenger's JSON. */
public final class Texts {
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /** ISO 8601, UTC, milliseconds. */
  public static String time(long epochMillis) {
    return UTC_MILLIS.format(Instant.ofEpochMilli(epochMillis));
  }

  public static @Nullable String timeOrNull(@Nullable Long epochMillis) {
    return epochMillis == null ? null : time(epochMillis);
  }

  /** A string, because browsers lose precision above 2^53. */
  public static String id(long id) {
    return Long.toString(id);
  }

  /** A store's epoch: an unsigned number in a string. */
  static String epoch(long epoch) {
    return Long.toUnsignedString(epoch);
  }

  public static @Nullable String idOrNull(@Nullable Long id) {
    return id == null ? null : id(id);
  }

  /**
   * An id of the path; whatever cannot be one belongs to nothing.
   *
   * @throws Refusal {@code not-found}
   */
  public static long pathId(String text) {
    if (!isId(text)) {
      throw Refusal.of(RefusalCode.NOT_FOUND, "there is nothing with this id");
    }
    return Long.parseLong(text);
  }

  /**
   * An id of the body; null if absent.
   *
   * @throws Refusal naming the field
   */
  public static @Nullable Long bodyId(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!isId(text)) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected an id");
    }
    return Long.parseLong(text);
  }

  /**
   * An id that a body must have.
   *
   * @throws Refusal naming the field
   */
  public static long requiredId(String field, @Nullable String text) {
    Long id = bodyId(field, text);
    if (id == null) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected an id");
    }
    return id;
  }

  /**
   * A time of the body, in epoch milliseconds; null if absent or empty.
   *
   * @throws Refusal naming the field
   */
  public static @Nullable Long bodyTime(String field, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException _) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, field, "expected a time such as 2026-11-21T10:00:00.000Z");
    }
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,18}|[1-8]\\d{18}");
  }
}
