package dev.parley.server.demo;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of the script.
 *
 * @param daysAgo at least 1, so that it is past at any hour of today
 * @param at time of that day, UTC
 * @param answers number of the line that it answers, from 1; 0 for none
 * @param reactions who puts what below it
 * @param correction what its text is changed to
 */
record Line(
    Cast who,
    int daysAgo,
    LocalTime at,
    String text,
    int answers,
    Map<Cast, String> reactions,
    @Nullable String correction) {

  static Line of(Cast who, int daysAgo, String at, String text) {
    return new Line(who, daysAgo, LocalTime.parse(at), text, 0, Map.of(), null);
  }

  Line answering(int line) {
    return new Line(who, daysAgo, at, text, line, reactions, correction);
  }

  Line with(Cast reader, String emoji) {
    var more = new LinkedHashMap<>(reactions);
    more.put(reader, emoji);
    return new Line(who, daysAgo, at, text, answers, more, correction);
  }

  Line correctedTo(String better) {
    return new Line(who, daysAgo, at, text, answers, reactions, better);
  }

  /** When it is said, as seen from today. */
  Instant moment(Instant today) {
    return today
        .truncatedTo(ChronoUnit.DAYS)
        .minus(daysAgo, ChronoUnit.DAYS)
        .atOffset(ZoneOffset.UTC)
        .with(at)
        .toInstant();
  }
}
