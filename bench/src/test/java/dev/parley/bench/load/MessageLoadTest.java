package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.load.FakeMessenger.Mischief;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The account must hold exactly what a messenger did wrong. */
@Timeout(60)
class MessageLoadTest {
  private static final MessagePlan PLAN =
      new MessagePlan("t", 6, 6, 3, 6, 64, Duration.ofMillis(100), Duration.ofMillis(300));

  @Test
  void shouldFindNoFaultWithAnHonestMessenger() throws IOException {
    MessageResult result = run(Mischief.NONE).result;

    assertThat(result.account().flawless()).as("%s", result.account()).isTrue();
    assertThat(result.acknowledgedPerSecond()).isPositive();
    assertThat(result.acknowledgement().size()).isPositive();
    assertThat(result.deliveredPerSecond() / result.acknowledgedPerSecond())
        .as("each message comes to all members")
        .isBetween(2.5, 3.5);
    assertThat(result.delivery().size())
        .as("the sender's own socket is not timed")
        .isGreaterThan(result.acknowledgement().size());
  }

  @Test
  void shouldCountEveryLostDelivery() throws IOException {
    Outcome outcome = run(Mischief.LOSE);

    assertThat(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account().missing()).isEqualTo(outcome.mischiefs);
    assertThat(outcome.result.account().doubled()).isZero();
  }

  @Test
  void shouldCountEveryDoubledDelivery() throws IOException {
    Outcome outcome = run(Mischief.DOUBLE);

    assertThat(outcome.result.account().doubled()).isEqualTo(outcome.mischiefs).isPositive();
    assertThat(outcome.result.account().missing()).isZero();
  }

  @Test
  void shouldCountRefusedMessages() throws IOException {
    MessageResult result = run(Mischief.REFUSE).result;

    assertThat(result.account().refused()).isPositive();
    assertThat(result.account().firstTrouble()).startsWith("429");
  }

  private record Outcome(MessageResult result, long mischiefs) {}

  private static Outcome run(Mischief mischief) throws IOException {
    try (FakeMessenger server = new FakeMessenger(mischief)) {
      MessageResult result = new MessageLoad(server.target(), Meters.none()).run(PLAN);
      return new Outcome(result, server.mischiefs());
    }
  }
}
