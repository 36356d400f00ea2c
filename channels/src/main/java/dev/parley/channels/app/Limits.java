package dev.parley.channels.app;

import java.util.Arrays;
import java.util.Map;

/** A value for every {@link Limit}. Immutable; reading one is an array access. */
@SuppressWarnings("EnumOrdinal") // read on hot paths; never stored or sent
public final class Limits {
  private static final long[] BUILT_IN =
      Arrays.stream(Limit.values()).mapToLong(Limit::defaultValue).toArray();

  public static final Limits DEFAULTS = new Limits(BUILT_IN);

  private final long[] values;

  private Limits(long[] values) {
    this.values = values;
  }

  public long get(Limit limit) {
    return values[limit.ordinal()];
  }

  /** The value as an int, for counts that index memory. Larger values answer the largest int. */
  public int count(Limit limit) {
    return (int) Math.min(Integer.MAX_VALUE, get(limit));
  }

  /**
   * A copy in which one limit differs.
   *
   * @throws IllegalArgumentException if the value is out of the limit's range, naming both
   */
  public Limits with(Limit limit, long value) {
    if (value < limit.min() || value > limit.max()) {
      throw new IllegalArgumentException(
          "%s: expected %d..%d %s, got %d"
              .formatted(
                  limit.key(),
                  limit.min(),
                  limit.max(),
                  limit.unit().name().toLowerCase(java.util.Locale.ROOT),
                  value));
    }
    long[] changed = values.clone();
    changed[limit.ordinal()] = value;
    return new Limits(changed);
  }

  /** A copy in which all given limits differ; see {@link #with(Limit, long)}. */
  public Limits with(Map<Limit, Long> overrides) {
    Limits changed = this;
    for (var entry : overrides.entrySet()) {
      changed = changed.with(entry.getKey(), entry.getValue());
    }
    return changed;
  }
}
