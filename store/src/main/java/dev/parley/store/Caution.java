package dev.parley.store;

/**
 * Whether the units of a batch get a savepoint each. Two more statements for each unit are much for
 * what hardly ever fails, so a batch is first tried without; but a caller whose units always fail
 * must not make everybody's units run twice. Used by one thread.
 */
final class Caution {
  /** Batches that get savepoints after one in which a unit failed. */
  private static final int BATCHES = 16;

  private int left;

  /** Whether the next batch gets savepoints. */
  boolean isNeeded() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** A unit failed among others and without a savepoint. */
  void raise() {
    left = BATCHES;
  }
}
