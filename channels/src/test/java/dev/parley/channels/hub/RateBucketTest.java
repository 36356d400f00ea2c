package dev.parley.channels.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateBucketTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void shouldLetABurstOfItsSizePassAndNoMore() {
    var bucket = new RateBucket(10, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(bucket.take(0)).isTrue();
    }
    assertThat(bucket.take(0)).isFalse();
    assertThat(bucket.take(SECOND / 10 - 1)).isFalse();
    assertThat(bucket.take(SECOND / 10)).isTrue();
    assertThat(bucket.take(SECOND / 10)).isFalse();
  }

  @Test
  void shouldNotSaveUpMoreThanOneSecond() {
    var bucket = new RateBucket(5, 0);
    for (int i = 0; i < 5; i++) {
      assertThat(bucket.take(100 * SECOND)).isTrue();
    }
    assertThat(bucket.take(100 * SECOND)).isFalse();
  }
}
