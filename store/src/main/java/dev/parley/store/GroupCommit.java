package dev.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer and those who wait for it. Units that wait while one commit is on its way to the disk
 * share the next one: the more there is to do, the less each write costs, and none is acknowledged
 * early.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Last in the queue; tells the writer to end. */
  private static final Pending<?> END = new Pending<>(_ -> true, _ -> {});

  private final Object admission = new Object();
  private final BlockingQueue<Pending<?>> queue;
  private final int together;
  private final Committer committer;
  private final Executor callers;
  private final Thread writer;
  private boolean closed; // guarded by admission

  /**
   * Starts the writer.
   *
   * @param name of its thread
   * @param committer used by the writer alone from now on, and closed by it
   * @param callers where futures are completed
   */
  GroupCommit(String name, Committer committer, StoreSettings settings, Executor callers) {
    this.queue = new ArrayBlockingQueue<>(settings.waiting());
    this.together = settings.together();
    this.committer = committer;
    this.callers = callers;
    this.writer = Thread.ofPlatform().name(name).unstarted(this::work);
    writer.start();
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(
      Unit<T> unit, Consumer<? super T> committed) {
    var pending = new Pending<T>(unit, committed);
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

  /** Units that wait at this moment. */
  int waiting() {
    return queue.size();
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
    committer.close();
  }

  private void commit(List<Pending<?>> batch) {
    try {
      committer.commit(batch);
    } catch (StoreUnavailableException e) {
      log.warn("{} writes failed together: {}", batch.size(), String.valueOf(e.getCause()));
      batch.forEach(pending -> pending.fail(e));
    } catch (Throwable e) {
      log.error("{} writes were lost together", batch.size(), e);
      var failure = new StoreException("the commit failed", e);
      batch.forEach(pending -> pending.fail(failure));
    }
    batch.forEach(Pending::tell);
    // Each on its own: a caller's callback may block, and must not hold up its batch's neighbours.
    batch.forEach(pending -> callers.execute(pending::settle));
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
