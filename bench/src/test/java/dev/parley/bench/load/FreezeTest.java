package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.FakeServer.Mischief;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever stops reading must be kept out of the others' account, and nobody else. */
@Timeout(60)
class FreezeTest {
  private static final int SUBSCRIBERS = 100;
  private static final int EVERY_SECOND = 2;
  private static final LoadPlan PLAN =
      LoadPlan.of(
              Layout.oneChannel(SUBSCRIBERS),
              new Pace.PerSecond(50),
              Duration.ofMillis(100),
              Duration.ofMillis(300))
          .withBatch(2);

  @Test
  void shouldMeasureTheOthersBeforeAndAfter() throws IOException {
    Freeze.Result result = run(Mischief.NONE).result;

    assertThat(result.frozen()).isEqualTo(SUBSCRIBERS / EVERY_SECOND);
    assertThat(result.closed()).isZero();
    assertThat(result.account().flawless()).as("%s", result.account()).isTrue();
    assertThat(result.before().size()).isPositive();
    assertThat(result.after().size()).isPositive();
  }

  @Test
  void shouldCountWhatTheOthersMissedOnly() throws IOException {
    Outcome outcome = run(Mischief.LOSE);

    assertThat(outcome.result.account().missing()).isBetween(1L, outcome.mischiefs - 1);
  }

  @Test
  void shouldTellWhomTheServerClosed() throws IOException {
    Outcome outcome = run(Mischief.HANG_UP);

    assertThat(outcome.result.closed()).isPositive();
    assertThat(outcome.result.closed() + outcome.result.account().lost())
        .isEqualTo((int) outcome.mischiefs);
  }

  private record Outcome(Freeze.Result result, long mischiefs) {}

  private static Outcome run(Mischief mischief) throws IOException {
    try (FakeServer server = new FakeServer(mischief)) {
      Freeze.Result result =
          new Freeze(server.target(), Meters.none())
              .run(PLAN, EVERY_SECOND, Duration.ofMillis(100));
      return new Outcome(result, server.mischiefs());
    }
  }
}
