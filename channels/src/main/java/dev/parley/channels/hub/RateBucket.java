package dev.parley.channels.hub;

/**
 * A token bucket that holds one second's worth, so that a burst of exactly that size passes. Owned
 * by one thread.
 */
final class RateBucket {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final long perSecond;
  private long tokens;
  private long filledAtNanos;

  RateBucket(long perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAtNanos = nowNanos;
  }

  boolean take(long nowNanos) {
    long perToken = SECOND_NANOS / perSecond;
    long gained = (nowNanos - filledAtNanos) / perToken;
    if (gained > 0) {
      tokens = Math.min(perSecond, tokens + gained);
      filledAtNanos += gained * perToken;
    }
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
