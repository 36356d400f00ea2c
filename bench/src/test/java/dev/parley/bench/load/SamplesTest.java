package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void shouldMergeFromSamplesNotFromPercentiles() {
    Samples fast = new Samples();
    for (int i = 0; i < 990; i++) {
      fast.add(1_000);
    }
    Samples slow = new Samples();
    for (int i = 0; i < 10; i++) {
      slow.add(9_000);
    }
    fast.addAll(slow);

    assertThat(fast.size()).isEqualTo(1_000);
    assertThat(fast.percentileMillis(0.5)).isEqualTo(1.0);
    assertThat(fast.percentileMillis(0.99)).isEqualTo(1.0);
    assertThat(fast.percentileMillis(0.991)).isEqualTo(9.0);
    assertThat(fast.percentileMillis(1)).isEqualTo(9.0);
  }

  @Test
  void shouldHaveNoPercentileOfNothing() {
    assertThat(new Samples().percentileMillis(0.5)).isNaN();
  }

  @Test
  void usualPercentileShouldNotMoveWithOneHiccup() {
    Samples samples = new Samples();
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 100; i++) {
        samples.add(second == 3 ? 90_000 : 1_000 + 10 * i);
      }
    }
    samples.lasted(10);
    assertThat(samples.percentileMillis(0.99)).isEqualTo(90);
    assertThat(samples.usualPercentileMillis(0.99)).isEqualTo(1.98);
    assertThat(new Samples().usualPercentileMillis(0.99)).isNaN();
  }
}
