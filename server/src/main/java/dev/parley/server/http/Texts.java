package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How ids and times are written in the messenger's JSON. */
final class Texts {
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Texts() {}

  /** ISO 8601, UTC, milliseconds. */
  static String time(long epochMillis) {
    return UTC_MILLIS.format(Instant.ofEpochMilli(epochMillis));
  }

  static @Nullable String timeOrNull(@Nullable Long epochMillis) {
    return epochMillis == null ? null : time(epochMillis);
  }

  /** A string, because browsers lose precision above 2^53. */
  static String id(long id) {
    return Long.toString(id);
  }

  static @Nullable String idOrNull(@Nullable Long id) {
    return id == null ? null : id(id);
  }

  /**
   * An id of the path; whatever cannot be one belongs to nothing.
   *
   * @throws Refusal {@code not-found}
   */
  static long pathId(String text) {
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
  static @Nullable Long bodyId(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!isId(text)) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, "expected an id");
    }
    return Long.parseLong(text);
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,18}|[1-8]\\d{18}");
  }
}
