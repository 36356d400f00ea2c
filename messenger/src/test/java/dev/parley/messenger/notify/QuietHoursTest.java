package dev.parley.messenger.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  /** Berlin puts clocks forward at 2026-03-29 01:00 UTC, and back at 2026-10-25 01:00 UTC. */
  @ParameterizedTest
  @CsvSource({
    // over midnight, where clocks never change: UTC+8
    "22:00, 07:00, Asia/Shanghai, 2026-11-21T13:59:59Z, false",
    "22:00, 07:00, Asia/Shanghai, 2026-11-21T14:00:00Z, true",
    "22:00, 07:00, Asia/Shanghai, 2026-11-21T16:00:00Z, true",
    "22:00, 07:00, Asia/Shanghai, 2026-11-21T22:59:59Z, true",
    "22:00, 07:00, Asia/Shanghai, 2026-11-21T23:00:00Z, false",
    // within a day
    "12:30, 13:00, UTC, 2026-11-21T12:29:59Z, false",
    "12:30, 13:00, UTC, 2026-11-21T12:30:00Z, true",
    "12:30, 13:00, UTC, 2026-11-21T13:00:00Z, false",
    // the night that is an hour short: from 21:00 UTC to 05:00 UTC, where it was 06:00 before
    "22:00, 07:00, Europe/Berlin, 2026-03-28T20:59:59Z, false",
    "22:00, 07:00, Europe/Berlin, 2026-03-28T21:00:00Z, true",
    "22:00, 07:00, Europe/Berlin, 2026-03-29T01:00:00Z, true",
    "22:00, 07:00, Europe/Berlin, 2026-03-29T04:59:59Z, true",
    "22:00, 07:00, Europe/Berlin, 2026-03-29T05:00:00Z, false",
    // an hour that this night does not have: nothing is quiet
    "02:00, 03:00, Europe/Berlin, 2026-03-29T00:59:59Z, false",
    "02:00, 03:00, Europe/Berlin, 2026-03-29T01:00:00Z, false",
    // the night that is an hour long: until 06:00 UTC
    "22:00, 07:00, Europe/Berlin, 2026-10-25T05:59:59Z, true",
    "22:00, 07:00, Europe/Berlin, 2026-10-25T06:00:00Z, false",
    // an hour that this night has twice: both are quiet
    "02:00, 03:00, Europe/Berlin, 2026-10-25T00:00:00Z, true",
    "02:00, 03:00, Europe/Berlin, 2026-10-25T01:59:59Z, true",
    "02:00, 03:00, Europe/Berlin, 2026-10-25T02:00:00Z, false",
  })
  void shouldGoByTheClockOnTheWall(String from, String to, String zone, String now, boolean quiet) {
    assertThat(QuietHours.parse(from, to, zone).contain(Instant.parse(now))).isEqualTo(quiet);
  }

  @ParameterizedTest
  @CsvSource({
    "24:00, 07:00, UTC, quiet.from",
    "7:00, 08:00, UTC, quiet.from",
    ", 08:00, UTC, quiet.from",
    "07:00, 07:60, UTC, quiet.to",
    "07:00, 07:00, UTC, quiet.to",
    "07:00, 08:00, Nowhere/Town, quiet.zone",
    "07:00, 08:00, +02:00, quiet.zone",
    "07:00, 08:00, , quiet.zone",
  })
  void shouldRefuseWhatIsNoTime(String from, String to, String zone, String field) {
    assertThatThrownBy(() -> QuietHours.parse(from, to, zone))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
  }
}
