package dev.parley.messenger;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of everything: 63 bits of time, node and counter. They grow on one node, also when
 * the clock goes back, and no two nodes make the same. Thread-safe.
 *
 * <p>Layout, high to low: 41 bits milliseconds since 2026 (until 2095), 10 bits node, 12 bits
 * counter. Above 4,096 ids in a millisecond the time part runs ahead of the clock.
 */
public final class Ids {
  /** 2026-01-01T00:00:00Z. */
  private static final long EPOCH_MILLIS = 1_767_225_600_000L;

  private static final int COUNTER_BITS = 12;
  private static final int NODE_BITS = 10;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  /** Most nodes that may make ids at the same time. */
  public static final int NODES = 1 << NODE_BITS;

  private final InstantSource clock;
  private final long node;

  /** Time and counter of the last id, side by side. */
  private final AtomicLong last;

  /**
   * A source for one node.
   *
   * @param node 0..1023, which no other running node may have
   * @param floor no id up to this one is made again; 0 if there was none
   */
  public Ids(InstantSource clock, int node, long floor) {
    if (node < 0 || node >= NODES) {
      throw new IllegalArgumentException("node: expected 0.." + (NODES - 1) + ", got " + node);
    }
    this.clock = clock;
    this.node = (long) node << COUNTER_BITS;
    this.last = new AtomicLong(timeOf(floor) << COUNTER_BITS | COUNTER_MASK);
  }

  /** The next id, larger than every one before it. */
  public long next() {
    long now = Math.max(0, clock.millis() - EPOCH_MILLIS) << COUNTER_BITS;
    long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
    return (stamp >>> COUNTER_BITS) << (NODE_BITS + COUNTER_BITS) | node | (stamp & COUNTER_MASK);
  }

  /** An id that no id of that time or before is larger than; for a floor. */
  public static long latestAt(long epochMillis) {
    long time = Math.max(0, epochMillis - EPOCH_MILLIS);
    return ((time + 1) << (NODE_BITS + COUNTER_BITS)) - 1;
  }

  private static long timeOf(long id) {
    return id >>> (NODE_BITS + COUNTER_BITS);
  }
}
