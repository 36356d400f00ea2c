package dev.parley.channels.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps deliveries for as long as the process lives. Thread-safe. */
public final class MemoryWebhookQueue implements WebhookQueue {
  private final ConcurrentSkipListMap<Long, Delivery> kept = new ConcurrentSkipListMap<>();

  @Override
  public CompletableFuture<@Nullable Void> append(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      kept.put(delivery.id(), delivery);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void done(long id) {
    kept.remove(id);
  }

  @Override
  public List<Delivery> undone() {
    return List.copyOf(kept.values());
  }

  @Override
  public void close() {
    // nothing is on its way
  }
}
