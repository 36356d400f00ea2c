package dev.parley.messenger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How often something may be done: a bucket for each key (a network, a user) that fills evenly. The
 * number of buckets is bounded; a full bucket may be forgotten. Thread-safe; does not block.
 */
public final class Budget {
  private final Cache<String, Bucket> buckets;
  private final Bandwidth bandwidth;
  private final TimeMeter time;

  /**
   * A budget for every key.
   *
   * @param times at once, and again in each period
   */
  public Budget(long times, Duration period, InstantSource clock) {
    this.bandwidth = Bandwidth.builder().capacity(times).refillGreedy(times, period).build();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(Bound.BUDGETS_REMEMBERED.value())
            .expireAfterAccess(period)
            .build();
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return Math.multiplyExact(clock.millis(), 1_000_000L);
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /**
   * Takes one from the bucket of a key.
   *
   * @throws Refusal {@code rate-limited}, with the time until the next one
   */
  public void spend(String key) {
    Bucket bucket =
        buckets.get(
            key, _ -> Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Refusal.until(
          RefusalCode.RATE_LIMITED,
          Duration.ofNanos(probe.getNanosToWaitForRefill()),
          "this was done too often; wait for as long as Retry-After says");
    }
  }
}
