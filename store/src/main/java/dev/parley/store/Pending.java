package dev.parley.store;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A unit on its way through a commit: its result is kept back until the commit has reached the
 * disk. Used by one thread at a time.
 */
final class Pending<T extends @Nullable Object> {
  private static final String SAVEPOINT = "savepoint parley_unit";

  private final Unit<T> unit;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private Runnable outcome = () -> {};
  private boolean failed;

  Pending(Unit<T> unit) {
    this.unit = unit;
  }

  CompletableFuture<T> future() {
    return future;
  }

  boolean hasFailed() {
    return failed;
  }

  /**
   * Runs the unit behind a savepoint of its own.
   *
   * @throws RuntimeException only if the transaction as a whole is lost
   */
  void run(Handle handle) {
    handle.execute(SAVEPOINT);
    try {
      T value = unit.run(handle);
      outcome = () -> future.complete(value);
    } catch (Throwable e) {
      handle.execute("rollback to " + SAVEPOINT);
      fail(e);
    }
    handle.execute("release " + SAVEPOINT);
  }

  void fail(Throwable cause) {
    failed = true;
    outcome = () -> future.completeExceptionally(cause);
  }

  /** Tells the caller how it went. */
  void settle() {
    outcome.run();
  }
}
