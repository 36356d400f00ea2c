package dev.parley.store;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was committed. Thread-safe. */
final class Tally {
  private final LongAdder writes = new LongAdder();
  private final LongAdder commits = new LongAdder();

  /** One commit has carried those of these units that did not fail. */
  void committed(Collection<Pending<?>> units) {
    commits.increment();
    writes.add(units.stream().filter(unit -> unit.failure() == null).count());
  }

  /** Never less than those whose futures have completed. */
  long commits() {
    return commits.sum();
  }

  StoreStats stats(int waiting) {
    return new StoreStats(writes.sum(), commits.sum(), waiting);
  }
}
