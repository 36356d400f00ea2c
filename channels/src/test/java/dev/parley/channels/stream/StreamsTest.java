package dev.parley.channels.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limits;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final ChannelKey KEY = new ChannelKey("1", "cache-a");

  private final AtomicLong now = new AtomicLong(1_000);
  private final Streams streams = new Streams(Limits.DEFAULTS, now::get, new SplittableRandom(1));

  @Test
  void shouldGiveDensePositions() {
    StreamPosition first = append("a", 0);
    StreamPosition second = append("b", 0);
    assertThat(first.offset()).isEqualTo(1);
    assertThat(second).isEqualTo(new StreamPosition(first.epoch(), 2));
  }

  @Test
  void shouldRememberTheLastRetainedEventUntilItsTimeIsOver() {
    append("a", 1_000);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertThat(data()).isEqualTo("a");
    append("b", 1_000);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertThat(data()).isEqualTo("b");
    append("not retained", 0);
    assertThat(data()).isEqualTo("b");
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(streams.snapshot(KEY).retained()).isNull();
  }

  @Test
  void shouldClaimAMissOnceBetweenRetainedEvents() {
    assertThat(streams.claimMiss(KEY)).isTrue();
    assertThat(streams.claimMiss(KEY)).isFalse();
    append("a", 1_000);
    assertThat(streams.claimMiss(KEY)).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(streams.claimMiss(KEY)).isTrue();
  }

  @Test
  void shouldBeginANewEpochAfterALongSilence() {
    StreamPosition before = append("a", 1_200_000);
    now.addAndGet(Streams.IDLE.toNanos() + 1);
    Snapshot snapshot = streams.snapshot(KEY);
    assertThat(snapshot.retained()).isNotNull();
    assertThat(snapshot.position().epoch()).isNotEqualTo(before.epoch());
    // What comes next must not look like something the snapshot already covered.
    assertThat(append("b", 0).isCoveredBy(snapshot.position())).isFalse();
  }

  private StreamPosition append(String data, long retainMillis) {
    return streams.append(KEY, new Publication("e", data, null, null, retainMillis), _ -> {});
  }

  private String data() {
    Retained retained = streams.snapshot(KEY).retained();
    return retained == null ? "" : retained.data();
  }
}
