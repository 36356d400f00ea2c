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
  private @Nullable Throwable failure;

  Pending(Unit<T> unit) {
    this.unit = unit;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** What the last run came to; null if it succeeded. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Runs the unit behind a savepoint of its own.
   *
   * @throws RuntimeException only if the transaction as a whole is lost
   */
  void runAmongOthers(Handle handle) {
    handle.execute(SAVEPOINT);
    try {
      T value = unit.run(handle);
      handle.execute("release " + SAVEPOINT); // refused if a statement failed behind our back
      succeed(value);
    } catch (Throwable e) {
      handle.execute("rollback to " + SAVEPOINT);
      handle.execute("release " + SAVEPOINT);
      fail(e);
    }
  }

  /** Runs the unit as the only one of its transaction, which must not be committed if it fails. */
  void runAlone(Handle handle) {
    try {
      succeed(unit.run(handle));
    } catch (Throwable e) {
      fail(StoreErrors.isConnectionLost(e) ? StoreUnavailableException.nothingKept(e) : e);
    }
  }

  private void succeed(T value) {
    failure = null;
    outcome = () -> future.complete(value);
  }

  void fail(Throwable cause) {
    failure = cause;
    outcome = () -> future.completeExceptionally(cause);
  }

  /** Tells the caller how it went. */
  void settle() {
    outcome.run();
  }
}
