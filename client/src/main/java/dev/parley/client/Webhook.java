package dev.parley.client;

import java.time.Instant;
import java.util.List;

/**
 * A genuine webhook.
 *
 * @param time when its first attempt was made; the same in every repetition
 * @param events at least one, in their order
 */
public record Webhook(Instant time, List<WebhookEvent> events) {
  /** Copies the events. */
  public Webhook {
    events = List.copyOf(events);
  }
}
