package dev.parley.server.webhook;

import dev.parley.channels.webhook.Delivery;
import dev.parley.channels.webhook.WebhookQueue;
import dev.parley.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deliveries on the disk. Thread-safe.
 *
 * <p>An append is complete when its commit has reached the disk. What is done is deleted by one
 * write at a time, which takes along everything that became done meanwhile; should the process die
 * before, it is delivered again.
 */
public final class StoredWebhookQueue implements WebhookQueue {
  private static final Logger log = LoggerFactory.getLogger(StoredWebhookQueue.class);

  /** Statements of one write; others of the same commit wait for them. */
  private static final int TOGETHER = 1_000;

  private static final long CLOSE_SECONDS = 5;

  private final Store store;
  private final List<Long> done = new ArrayList<>(); // guarded by itself, as is deleting
  private boolean deleting;

  public StoredWebhookQueue(Store store) {
    this.store = store;
  }

  @Override
  public CompletableFuture<@Nullable Void> append(List<Delivery> deliveries) {
    List<Delivery> copy = List.copyOf(deliveries);
    return store.write(handle -> {
      new WebhookTable(handle).add(copy);
      return null;
    });
  }

  @Override
  public void done(long id) {
    List<Long> some;
    synchronized (done) {
      done.add(id);
      some = some();
    }
    delete(some);
  }

  /** What is to be deleted now; nothing while a write is on its way. Hold the lock. */
  private List<Long> some() {
    if (deleting || done.isEmpty()) {
      return List.of();
    }
    var first = done.subList(0, Math.min(TOGETHER, done.size()));
    List<Long> some = List.copyOf(first);
    first.clear();
    deleting = true;
    return some;
  }

  private void delete(List<Long> ids) {
    if (!ids.isEmpty()) {
      store
          .write(handle -> {
            new WebhookTable(handle).remove(ids);
            return null;
          })
          .whenComplete((_, failure) -> deleted(ids, failure));
    }
  }

  private void deleted(List<Long> ids, @Nullable Throwable failure) {
    List<Long> more = List.of();
    synchronized (done) {
      deleting = false;
      if (failure == null) {
        more = some(); // under the same lock, so that close() sees no gap between two writes
      } else {
        done.addAll(ids);
      }
      done.notifyAll();
    }
    if (failure != null) {
      // tried again with the next one; at worst they are delivered once more after a start
      log.warn("{} delivered webhooks could not be forgotten", ids.size(), failure);
    }
    delete(more);
  }

  @Override
  public List<Delivery> undone() {
    return store.read(handle -> new WebhookTable(handle).all()).join();
  }

  @Override
  public void close() {
    List<Long> some;
    synchronized (done) {
      some = some();
    }
    delete(some);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      synchronized (done) {
        while (deleting) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            return;
          }
          TimeUnit.NANOSECONDS.timedWait(done, left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
