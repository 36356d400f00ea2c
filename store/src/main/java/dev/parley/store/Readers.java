package dev.parley.store;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A few platform threads, each with a connection that cannot write. */
final class Readers implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final BlockingQueue<Handle> idle;
  private final Executor callers;

  /**
   * Starts one thread per handle.
   *
   * @param handles used by these threads alone from now on
   * @param callers where futures are completed
   */
  Readers(List<Handle> handles, int waiting, Executor callers) {
    this.idle = new ArrayBlockingQueue<>(handles.size(), false, handles);
    this.callers = callers;
    this.threads =
        new ThreadPoolExecutor(
            handles.size(),
            handles.size(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("parley-store-reader-", 1).factory());
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    var future = new CompletableFuture<T>();
    try {
      threads.execute(() -> read(unit, future));
    } catch (RejectedExecutionException _) {
      future.completeExceptionally(
          threads.isShutdown()
              ? new StoreException("the store is closed", null)
              : new StoreBusyException("reads", threads.getQueue().size()));
    }
    return future;
  }

  private <T extends @Nullable Object> void read(Unit<T> unit, CompletableFuture<T> future) {
    Handle handle = idle.remove(); // as many handles as threads
    try {
      T value = handle.inTransaction(unit::run);
      callers.execute(() -> future.complete(value));
    } catch (Throwable e) {
      callers.execute(() -> future.completeExceptionally(e));
    } finally {
      idle.add(handle);
    }
  }

  @Override
  public void close() {
    threads.close();
    Handle handle;
    while ((handle = idle.poll()) != null) {
      handle.close();
    }
  }
}
