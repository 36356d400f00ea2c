package dev.parley.channels.webhook;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import java.util.OptionalLong;

/**
 * When to try again: gaps that double up to a bound, until the delivery is too old. The last
 * attempt is made at that very age. All in milliseconds.
 */
record RetryRule(long first, long longest, long window) {
  static RetryRule of(Limits limits) {
    return new RetryRule(
        limits.get(Limit.WEBHOOK_RETRY_FIRST_MILLIS),
        limits.get(Limit.WEBHOOK_RETRY_GAP_MILLIS),
        limits.get(Limit.WEBHOOK_RETRY_WINDOW_MILLIS));
  }

  /**
   * How long to wait after a failure; empty if the delivery is given up.
   *
   * @param failures so far, 1 or more
   * @param age of the delivery
   */
  OptionalLong pause(int failures, long age) {
    if (age >= window) {
      return OptionalLong.empty();
    }
    int doublings = Math.min(failures - 1, 30); // first is below 2^16, so this cannot overflow
    long gap = Math.min(longest, first << doublings);
    return OptionalLong.of(Math.min(gap, window - age));
  }
}
