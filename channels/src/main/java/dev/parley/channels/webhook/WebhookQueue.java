package dev.parley.channels.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries until they are done. How long they survive is the form's own promise; what they
 * may be at most is the outboxes' business, which settle the oldest when there are too many.
 *
 * <p>Thread-safe. {@link #append} and {@link #done} do not block.
 */
public interface WebhookQueue extends AutoCloseable {
  /**
   * Keeps all of these or none.
   *
   * @return completes when they are kept; fails if they cannot be, and the caller may still send
   *     them
   */
  CompletableFuture<@Nullable Void> append(List<Delivery> deliveries);

  /** Forgets a delivery, soon. One that is not kept is no error. Never throws. */
  void done(long id);

  /** What is kept, by id. Blocks; called before anything else. */
  List<Delivery> undone();

  /** Waits until what is done is forgotten. Later calls are without effect. */
  @Override
  void close();
}
