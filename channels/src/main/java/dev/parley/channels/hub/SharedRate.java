package dev.parley.channels.hub;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate that many threads draw from: one second's worth may be taken at once, then it comes back
 * evenly. Keeps one number, the time at which everything taken so far is paid for.
 */
final class SharedRate {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final AtomicLong paidAt;

  SharedRate(long nowNanos) {
    paidAt = new AtomicLong(nowNanos);
  }

  /**
   * Takes some.
   *
   * @return 0 if there was enough, else the nanoseconds until there will be
   */
  long take(long amount, long perSecond, long nowNanos) {
    long cost = amount * SECOND_NANOS / perSecond;
    while (true) {
      long before = paidAt.get();
      long base = before - nowNanos < 0 ? nowNanos : before;
      long missing = base + cost - nowNanos - SECOND_NANOS;
      // What is more than one second's worth can never be there at once; it may go into debt.
      if (missing > 0 && base != nowNanos) {
        return missing;
      }
      if (paidAt.compareAndSet(before, base + cost)) {
        return 0;
      }
    }
  }
}
