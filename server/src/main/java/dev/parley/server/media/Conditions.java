package dev.parley.server.media;

import io.micronaut.http.HttpHeaders;
import io.netty.handler.codec.DateFormatter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GET or HEAD request, as RFC 9110 orders them in section 13.2.2: a condition
 * on the ETag wins over one on the time.
 *
 * @param etag strong, with its quotes
 * @param modifiedAt of which only whole seconds count
 */
record Conditions(HttpHeaders headers, String etag, Instant modifiedAt) {
  /** What they come to. */
  enum Outcome {
    /** 412. */
    FAILED,
    /** 304. */
    UNCHANGED,
    /** As if there were none. */
    SERVE
  }

  static String date(Instant time) {
    return DateFormatter.format(Date.from(time));
  }

  Outcome outcome() {
    String match = headers.get(HttpHeaders.IF_MATCH);
    if (match != null && !names(match, false)) {
      return Outcome.FAILED;
    }
    if (match == null
        && time(HttpHeaders.IF_UNMODIFIED_SINCE).filter(at -> at.isBefore(seconds())).isPresent()) {
      return Outcome.FAILED;
    }
    String noneMatch = headers.get(HttpHeaders.IF_NONE_MATCH);
    if (noneMatch != null) {
      return names(noneMatch, true) ? Outcome.UNCHANGED : Outcome.SERVE;
    }
    return time(HttpHeaders.IF_MODIFIED_SINCE).filter(at -> !seconds().isAfter(at)).isPresent()
        ? Outcome.UNCHANGED
        : Outcome.SERVE;
  }

  /** The Range header, unless the client has a part of something else (RFC 9110, 13.1.5). */
  @Nullable String range() {
    String since = headers.get(HttpHeaders.IF_RANGE);
    boolean same =
        since == null
            || since.equals(etag)
            || parsed(since).filter(at -> at.equals(seconds())).isPresent();
    return same ? headers.get(HttpHeaders.RANGE) : null;
  }

  private boolean names(String header, boolean weakly) {
    return header.strip().equals("*")
        || Arrays.stream(header.split(","))
            .map(String::strip)
            .map(one -> weakly && one.startsWith("W/") ? one.substring(2) : one)
            .anyMatch(etag::equals);
  }

  private Optional<Instant> time(String name) {
    String header = headers.get(name);
    return header == null ? Optional.empty() : parsed(header);
  }

  private static Optional<Instant> parsed(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty(); // as RFC 9110 says: then it is not there
    }
  }

  private Instant seconds() {
    return modifiedAt.truncatedTo(ChronoUnit.SECONDS);
  }
}
