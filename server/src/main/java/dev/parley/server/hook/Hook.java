package dev.parley.server.hook;

import dev.parley.channels.app.WebhookEndpoint;
import java.util.Set;

/**
 * Somewhere to tell events. Immutable.
 *
 * @param endpoint where, with which headers
 * @param events those wanted, at least one
 * @param createdAt epoch milliseconds
 */
public record Hook(long id, WebhookEndpoint endpoint, Set<HookEvent> events, long createdAt) {
  public Hook {
    events = Set.copyOf(events);
  }
}
