package dev.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. Units that wait while one commit is on its way to the disk share the next one:
 * the more there is to do, the less each write costs, and none is acknowledged early.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Last in the queue; tells the writer to end. */
  private static final Pending<?> END = new Pending<>(_ -> true);

  private final Object admission = new Object();
  private final BlockingQueue<Pending<?>> queue;
  private final int together;
  private final Handle handle;
  private final Executor callers;
  private final Thread writer;
  private boolean closed; // guarded by admission
  private final LongAdder writes = new LongAdder();
  private final LongAdder commits = new LongAdder();

  /**
   * Starts the writer.
   *
   * @param handle used by the writer alone from now on, and closed by it
   * @param callers where futures are completed
   */
  GroupCommit(Handle handle, StoreSettings settings, Executor callers) {
    this.queue = new ArrayBlockingQueue<>(settings.waiting());
    this.together = settings.together();
    this.handle = handle;
    this.callers = callers;
    this.writer = Thread.ofPlatform().name("parley-store-writer").unstarted(this::work);
    writer.start();
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(Unit<T> unit) {
    var pending = new Pending<T>(unit);
    synchronized (admission) {
      if (closed) {
        return CompletableFuture.failedFuture(new StoreException("the store is closed", null));
      }
      if (!queue.offer(pending)) {
        return CompletableFuture.failedFuture(new StoreBusyException("writes", queue.size()));
      }
    }
    return pending.future();
  }

  StoreStats stats() {
    return new StoreStats(writes.sum(), commits.sum(), queue.size());
  }

  private void work() {
    var batch = new ArrayList<Pending<?>>(together);
    boolean more = true;
    while (more) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException _) {
        continue; // nobody may interrupt the writer: accepted units would be lost
      }
      queue.drainTo(batch, together - 1);
      more = !batch.remove(END);
      if (!batch.isEmpty()) {
        commit(List.copyOf(batch));
        batch.clear();
      }
    }
    handle.close();
  }

  private void commit(List<Pending<?>> batch) {
    try {
      handle.begin();
      for (Pending<?> pending : batch) {
        pending.run(handle);
      }
      handle.commit();
      commits.increment();
      writes.add(batch.stream().filter(pending -> !pending.hasFailed()).count());
    } catch (Throwable e) {
      log.error("{} writes were lost together", batch.size(), e);
      rollBack();
      var failure = new StoreException("the commit failed", e);
      batch.forEach(pending -> pending.fail(failure));
    }
    // Each on its own: a caller's callback may block, and must not hold up its batch's neighbours.
    batch.forEach(pending -> callers.execute(pending::settle));
  }

  private void rollBack() {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.error("rolling back failed as well", e);
    }
  }

  @Override
  public void close() {
    boolean first;
    synchronized (admission) {
      first = !closed;
      closed = true;
    }
    boolean interrupted = false;
    while (true) {
      try {
        if (first) {
          queue.put(END);
          first = false;
        }
        writer.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
