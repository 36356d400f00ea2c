package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.FakeServer.Mischief;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The account must hold exactly what a server did wrong: no more, no less, nothing else. */
@Timeout(60)
class LoadMakerTest {
  private static final int SUBSCRIBERS = 5;
  private static final int BATCH = 2;
  private static final LoadPlan STEADY =
      LoadPlan.of(
              Layout.oneChannel(SUBSCRIBERS),
              new Pace.PerSecond(200),
              Duration.ofMillis(100),
              Duration.ofMillis(400))
          .withBatch(BATCH);

  @Test
  void shouldFindNoFaultWithAnHonestServer() throws IOException {
    LoadResult result = run(Mischief.NONE, STEADY).result;

    assertThat(result.account().flawless()).as("%s", result.account()).isTrue();
    assertThat(result.account().delivered()).isPositive();
    assertThat(result.latency().size()).isPositive();
    assertThat(result.deliveredPerSecond()).isPositive();
  }

  @Test
  void shouldCountEveryLostDelivery() throws IOException {
    Outcome outcome = run(Mischief.LOSE, STEADY);

    assertThat(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account())
        .isEqualTo(account(outcome, outcome.mischiefs, 0, 0, 0, 0, ""));
  }

  @Test
  void shouldCountEveryDoubledDelivery() throws IOException {
    Outcome outcome = run(Mischief.DOUBLE, STEADY);

    assertThat(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account())
        .isEqualTo(account(outcome, 0, outcome.mischiefs, 0, 0, 0, ""));
  }

  @Test
  void shouldCountEverySwappedDelivery() throws IOException {
    Outcome outcome = run(Mischief.SWAP, STEADY);

    assertThat(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account())
        .isEqualTo(account(outcome, 0, 0, outcome.mischiefs, 0, 0, ""));
  }

  @Test
  void shouldCountRefusedRequests() throws IOException {
    Outcome outcome = run(Mischief.REFUSE, STEADY);

    assertThat(outcome.result.account().refused()).isPositive();
    assertThat(outcome.result.account().firstTrouble()).startsWith("401");
    assertThat(outcome.result.account().flawless()).isFalse();
  }

  @Test
  void shouldCountBrokenConnectionsAndWhatTheyMissed() throws IOException {
    Outcome outcome = run(Mischief.HANG_UP, STEADY);

    assertThat(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account().lost()).isEqualTo((int) outcome.mischiefs);
    assertThat(outcome.result.account().missing())
        .isGreaterThanOrEqualTo(outcome.mischiefs * BATCH);
    assertThat(outcome.result.account().firstTrouble()).isNotEmpty();
  }

  @Test
  void shouldNotStandStillInAClosedLoopWhenDeliveriesAreLost() throws IOException {
    LoadPlan closed =
        LoadPlan.of(
                Layout.oneChannel(SUBSCRIBERS),
                new Pace.InFlight(1),
                Duration.ofMillis(1),
                Duration.ofMillis(2_500))
            .withBatch(BATCH);
    Outcome outcome = run(Mischief.LOSE, closed);

    assertThat(outcome.mischiefs).as("it went on after the first loss").isGreaterThan(1);
    assertThat(outcome.result.account())
        .isEqualTo(account(outcome, outcome.mischiefs, 0, 0, 0, 0, ""));
  }

  private record Outcome(LoadResult result, long mischiefs) {}

  private static Outcome run(Mischief mischief, LoadPlan plan) throws IOException {
    try (FakeServer server = new FakeServer(mischief)) {
      LoadResult result = new LoadMaker(server.target(), Meters.none()).run(plan);
      return new Outcome(result, server.mischiefs());
    }
  }

  private static LoadResult.Account account(
      Outcome outcome,
      long missing,
      long doubled,
      long disordered,
      long refused,
      int lost,
      String trouble) {
    return new LoadResult.Account(
        outcome.result.account().delivered(),
        missing,
        doubled,
        disordered,
        0,
        refused,
        lost,
        trouble);
  }
}
