package dev.parley.channels.hub;

/**
 * A token bucket that holds one second's worth, so that a burst of exactly that size passes. Owned
 * by one thread.
 */
public final class RateBucket {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final long perSecond;
  private long tokens;
  private long filledAtNanos;

  /**
   * A full bucket.
   *
   * @param nowNanos of a monotonic clock, as in {@link #take}
   */
  public RateBucket(long perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledAtNanos = nowNanos;
  }

  /** Takes one, if one is left. */
  public boolean take(long nowNanos) {
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
