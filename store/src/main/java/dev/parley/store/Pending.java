package dev.parley.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A unit on its way through a commit: its result is kept back until the commit has reached the
 * disk. Used by one thread at a time.
 */
final class Pending<T extends @Nullable Object> {
  private static final String SAVEPOINT = "savepoint parley_unit";

  private static final Logger log = LoggerFactory.getLogger(Pending.class);

  private final Unit<T> unit;
  private final Consumer<? super T> committed;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private Runnable news = () -> {};
  private Runnable outcome = () -> {};
  private @Nullable Throwable failure;

  Pending(Unit<T> unit, Consumer<? super T> committed) {
    this.unit = unit;
    this.committed = committed;
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

  /** Runs the unit in a transaction that must not be committed if it fails. */
  void run(Handle handle) {
    try {
      succeed(unit.run(handle));
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void succeed(T value) {
    failure = null;
    news = () -> committed.accept(value);
    outcome = () -> future.complete(value);
  }

  void fail(Throwable cause) {
    failure = cause;
    news = () -> {};
    outcome = () -> future.completeExceptionally(cause);
  }

  /** Tells what was committed to whoever has to hear it in order. */
  void tell() {
    try {
      news.run();
    } catch (RuntimeException e) {
      log.error("telling of a commit failed", e);
    }
  }

  /** Tells the caller how it went. */
  void settle() {
    outcome.run();
  }
}
