package dev.parley.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Path MANUAL = Path.of("../docs/limits.md");

  /** What follows is the messenger's. */
  private static final String NEXT_PART = "\n## The messenger\n";

  @Test
  void everyDefaultLiesInItsRange() {
    for (Limit limit : Limit.values()) {
      assertThat(limit.defaultValue()).as(limit.key()).isBetween(limit.min(), limit.max());
      assertThat(Limits.DEFAULTS.get(limit)).isEqualTo(limit.defaultValue());
    }
  }

  @Test
  void shouldNameTheLimitAndItsRangeWhenRefusing() {
    assertThatThrownBy(() -> Limits.DEFAULTS.with(Limit.EVENT_DATA_BYTES, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event-data-bytes: expected 256..1048576 bytes, got 1");
  }

  @Test
  void shouldHaveRoomForAFullBatchWithEveryByteEscaped() {
    int escaped = "\\u0061".length();
    long event =
        Limit.EVENT_DATA_BYTES.defaultValue()
            + Limit.EVENT_NAME_LENGTH.defaultValue()
            + Limit.CHANNEL_NAME_LENGTH.defaultValue();
    long overhead = 128; // names of members, braces, a socket id
    assertThat(Limit.API_BODY_BYTES.defaultValue())
        .isGreaterThan(Limit.API_EVENTS_PER_BATCH.defaultValue() * (event * escaped + overhead));
  }

  /** Fails when the manual's table is not what the code says; {@code -Ddocs.write} renews it. */
  @Test
  void theManualShowsThisTable() throws IOException {
    String expected = manual();
    String found = Files.readString(MANUAL);
    int end = found.contains(NEXT_PART) ? found.indexOf(NEXT_PART) : found.length();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(MANUAL, expected + found.substring(end));
    } else {
      assertThat(found.substring(0, end)).isEqualTo(expected);
    }
  }

  private static String manual() {
    var page = new StringBuilder();
    page.append("# Limits\n\n");
    page.append(
        "Every bound and interval of the realtime server, generated from the code. Set one");
    page.append(" under `parley.limits`, or for one app under `parley.apps[].limits` where the");
    page.append(" scope is `app`.\n\n");
    page.append("| limit | unit | default | range | scope | why |\n");
    page.append("| --- | --- | ---: | --- | --- | --- |\n");
    for (Limit limit : Limit.values()) {
      page.append(
          "| `%s` | %s | %d | %d–%d | %s | %s |\n"
              .formatted(
                  limit.key(),
                  limit.unit().name().toLowerCase(Locale.ROOT),
                  limit.defaultValue(),
                  limit.min(),
                  limit.max(),
                  limit.scope().name().toLowerCase(Locale.ROOT),
                  limit.reason()));
    }
    return page.toString();
  }
}
