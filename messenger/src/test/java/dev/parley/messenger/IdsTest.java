package dev.parley.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void shouldGrowWhenTheClockGoesBack() {
    var ids = new Ids(now::get, 3, 0);
    long before = ids.next();
    now.set(now.get().minusSeconds(3600));
    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void shouldGrowAboveWhatAnEarlierRunMade() {
    long before = new Ids(now::get, 3, 0).next();
    now.set(now.get().minusSeconds(3600));
    assertThat(new Ids(now::get, 1, before).next()).isGreaterThan(before);
  }

  @Test
  void shouldNotRepeatAnIdAmongNodesAndWithinAMillisecond() {
    var one = new Ids(now::get, 0, 0);
    var two = new Ids(now::get, 1023, 0);
    var seen = new HashSet<Long>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(one.next())).isTrue();
      assertThat(seen.add(two.next())).isTrue();
    }
    assertThat(seen).allMatch(id -> id > 0);
  }
}
