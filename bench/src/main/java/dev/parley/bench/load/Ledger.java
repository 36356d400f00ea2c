package dev.parley.bench.load;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Exact account of deliveries: which sequence numbers each subscription has had, which it had
 * twice, which came too late. Sequence numbers of a channel start at 0 and have no holes.
 *
 * <p>The expected case costs one comparison; a set of gaps exists only for a subscription that ever
 * had one. Owned by the load thread.
 */
final class Ledger {
  private final int[] next;
  private final @Nullable BitSet[] gaps;
  private long delivered;
  private long doubled;
  private long disordered;

  Ledger(int subscriptions) {
    next = new int[subscriptions];
    gaps = new BitSet[subscriptions];
  }

  void received(int subscription, int sequence) {
    int expected = next[subscription];
    if (sequence == expected) {
      next[subscription] = sequence + 1;
      delivered++;
    } else if (sequence > expected) {
      openGap(subscription, expected, sequence);
      next[subscription] = sequence + 1;
      delivered++;
    } else {
      receivedBehind(subscription, sequence);
    }
  }

  private void openGap(int subscription, int from, int to) {
    BitSet gap = gaps[subscription];
    if (gap == null) {
      gap = new BitSet();
      gaps[subscription] = gap;
    }
    gap.set(from, to);
  }

  private void receivedBehind(int subscription, int sequence) {
    BitSet gap = gaps[subscription];
    if (gap != null && gap.get(sequence)) {
      gap.clear(sequence);
      delivered++;
      disordered++;
    } else {
      doubled++;
    }
  }

  /** How many of {@code published} events (0 to published - 1) this subscription never had. */
  long missing(int subscription, int published) {
    BitSet gap = gaps[subscription];
    long inside = gap == null ? 0 : gap.cardinality();
    return inside + Math.max(0, published - next[subscription]);
  }

  /** Deliveries that were not repetitions. */
  long delivered() {
    return delivered;
  }

  /** Deliveries of what had been delivered before. */
  long doubled() {
    return doubled;
  }

  /** Deliveries that came after a later event of the same channel. */
  long disordered() {
    return disordered;
  }
}
