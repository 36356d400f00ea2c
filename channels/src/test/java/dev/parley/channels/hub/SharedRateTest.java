package dev.parley.channels.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedRateTest {
  private static final long SECOND = 1_000_000_000;

  private final SharedRate rate = new SharedRate(0);

  @Test
  void shouldGiveASecondsWorthAtOnceAndThenSayHowLongToWait() {
    for (int i = 0; i < 10; i++) {
      assertThat(rate.take(1, 10, 0)).isZero();
    }
    assertThat(rate.take(1, 10, 0)).isEqualTo(SECOND / 10);
    assertThat(rate.take(1, 10, SECOND / 10)).isZero();
    assertThat(rate.take(1, 10, SECOND / 10)).isPositive();
  }

  @Test
  void shouldNotBeBlockedForEverByOneLargeRequest() {
    assertThat(rate.take(20, 10, 0)).isZero();
    assertThat(rate.take(1, 10, SECOND)).isPositive();
    assertThat(rate.take(1, 10, 2 * SECOND)).isZero();
  }

  @Test
  void shouldFollowAChangedRate() {
    assertThat(rate.take(10, 10, 0)).isZero();
    assertThat(rate.take(1, 1_000, SECOND / 2)).isZero();
  }
}
