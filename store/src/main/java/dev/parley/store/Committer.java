package dev.parley.store;

import java.util.List;

/** How an engine brings units to the disk. Used by one thread. */
interface Committer extends AutoCloseable {
  /**
   * Runs units in their order, and returns when each of them has either reached the disk or failed.
   *
   * @throws RuntimeException if all of them are lost
   */
  void commit(List<Pending<?>> batch);

  @Override
  void close();
}
