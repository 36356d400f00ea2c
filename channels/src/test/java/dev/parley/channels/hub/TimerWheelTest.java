package dev.parley.channels.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
  private static final long TICK = TimerWheel.TICK_MILLIS * 1_000_000L;

  private final List<Timer> fired = new ArrayList<>();
  private final TimerWheel wheel = new TimerWheel(0);

  private final class Timer extends TimerWheel.Timed {
    @Override
    void onTimer(long nowNanos) {
      fired.add(this);
    }
  }

  @Test
  void shouldFireOnceAndNotEarly() {
    var timer = new Timer();
    wheel.set(timer, 0, 3 * TICK);
    wheel.advance(2 * TICK);
    assertThat(fired).isEmpty();
    wheel.advance(3 * TICK);
    wheel.advance(10_000 * TICK);
    assertThat(fired).containsExactly(timer);
  }

  @Test
  void shouldReplaceAnEarlierTime() {
    var timer = new Timer();
    wheel.set(timer, 0, 2 * TICK);
    wheel.set(timer, 0, 5 * TICK);
    wheel.advance(4 * TICK);
    assertThat(fired).isEmpty();
    wheel.advance(5 * TICK);
    assertThat(fired).hasSize(1);
  }

  @Test
  void shouldCatchUpAfterALongPause() {
    var timers = new ArrayList<Timer>();
    for (int i = 0; i < 100; i++) {
      var timer = new Timer();
      timers.add(timer);
      wheel.set(timer, 0, (i + 1) * TICK);
    }
    wheel.advance(1_000_000 * TICK);
    assertThat(fired).containsExactlyInAnyOrderElementsOf(timers);
  }

  @Test
  void shouldFireEarlyRatherThanNeverBeyondItsLength() {
    var timer = new Timer();
    wheel.set(timer, 0, 1_000_000 * TICK);
    wheel.advance(4_096 * TICK);
    assertThat(fired).containsExactly(timer);
  }

  /** Against a plain list: whatever is set and cancelled, the same timers fire at the same tick. */
  @Test
  void shouldAgreeWithABruteForceTimer() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    var timers = new ArrayList<Timer>();
    var due = new ArrayList<Long>();
    for (int i = 0; i < 50; i++) {
      timers.add(new Timer());
      due.add(Long.MAX_VALUE);
    }
    for (long tick = 1; tick <= 2_000; tick++) {
      long now = tick * TICK;
      int i = random.nextInt(50);
      if (random.nextInt(4) == 0) {
        wheel.cancel(timers.get(i));
        due.set(i, Long.MAX_VALUE);
      } else {
        int delay = 1 + random.nextInt(100);
        wheel.set(timers.get(i), now - TICK, delay * TICK);
        due.set(i, tick - 1 + delay);
      }
      fired.clear();
      wheel.advance(now);
      for (int t = 0; t < 50; t++) {
        boolean expected = due.get(t) == tick;
        assertThat(fired.contains(timers.get(t)))
            .as("seed %d tick %d", seed, tick)
            .isEqualTo(expected);
        if (expected) {
          due.set(t, Long.MAX_VALUE);
        }
      }
    }
  }
}
