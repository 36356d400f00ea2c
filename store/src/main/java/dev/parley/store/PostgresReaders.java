package dev.parley.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A virtual thread for each unit that reads; as many at work as there are connections. */
final class PostgresReaders implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Jdbi database;
  private final Semaphore connections;
  private final Semaphore admission;
  private final int waiting;

  /**
   * Reads through a pool.
   *
   * @param database whose transactions are read-only and see one snapshot each
   */
  PostgresReaders(Jdbi database, StoreSettings settings) {
    this.database = database;
    this.connections = new Semaphore(settings.readers(), true);
    this.admission = new Semaphore(settings.readers() + settings.waiting());
    this.waiting = settings.waiting();
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    if (!admission.tryAcquire()) {
      return CompletableFuture.failedFuture(new StoreBusyException("reads", waiting));
    }
    var pending = new Pending<T>(unit, _ -> {});
    try {
      threads.execute(() -> run(pending));
    } catch (RejectedExecutionException _) {
      admission.release();
      return CompletableFuture.failedFuture(new StoreException("the store is closed", null));
    }
    return pending.future();
  }

  private void run(Pending<?> pending) {
    connections.acquireUninterruptibly();
    try (Transaction transaction = Transaction.begin(database)) {
      transaction.run(pending);
    } catch (StoreUnavailableException e) {
      pending.fail(e);
    } finally {
      connections.release();
      admission.release();
    }
    pending.settle(); // last: what hangs on it may take its time
  }

  @Override
  public void close() {
    threads.close();
  }
}
