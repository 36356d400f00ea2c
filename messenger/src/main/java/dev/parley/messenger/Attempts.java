package dev.parley.messenger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Slows down whoever keeps failing: after some free attempts each next one has to wait twice as
 * long, up to a longest wait. An attempt counts when it begins, so that many at once gain nothing,
 * and is taken back when it succeeds. One that comes too early is refused and does not count.
 * Thread-safe; forgets the least recently used beyond its bound.
 */
public final class Attempts {
  private final int free;
  private final long firstMillis;
  private final long longestMillis;
  private final InstantSource clock;
  private final Cache<String, Tries> tries;

  private record Tries(int failed, long openAt) {}

  /**
   * A counter.
   *
   * @param free attempts before the first wait
   * @param longest wait
   */
  public Attempts(Bound free, Bound longest, InstantSource clock) {
    this.free = free.count();
    this.firstMillis = Bound.SIGN_IN_FIRST_WAIT_MILLIS.value();
    this.longestMillis = longest.value();
    this.clock = clock;
    this.tries =
        Caffeine.newBuilder()
            .maximumSize(Bound.ATTEMPTS_REMEMBERED.value())
            .expireAfterWrite(Duration.ofMillis(Bound.ATTEMPTS_REMEMBERED_MILLIS.value()))
            .build();
  }

  /**
   * Begins an attempt.
   *
   * @throws Refusal {@code rate-limited}, with the wait that is left
   */
  public void begin(String key) {
    long now = clock.millis();
    var map = tries.asMap();
    map.compute(
        key,
        (_, before) -> {
          if (before == null) {
            return new Tries(1, now);
          }
          if (before.openAt > now) {
            throw Refusal.until(
                RefusalCode.RATE_LIMITED,
                Duration.ofMillis(before.openAt - now),
                "too many failed attempts; wait for as long as Retry-After says");
          }
          int failed = before.failed + 1;
          return new Tries(failed, now + waitAfter(failed));
        });
  }

  /** The attempt was right: all earlier ones are forgiven. */
  public void forgive(String key) {
    tries.invalidate(key);
  }

  /** The attempt was right: it is taken back, those of others stay. */
  public void takeBack(String key) {
    tries
        .asMap()
        .computeIfPresent(
            key,
            (_, before) ->
                before.failed <= 1
                    ? null
                    : new Tries(before.failed - 1, 0)); // open, also to who read the time before
  }

  private long waitAfter(int failed) {
    if (failed < free) {
      return 0;
    }
    int doublings = Math.min(30, failed - free);
    return Math.min(longestMillis, firstMillis << doublings);
  }
}
