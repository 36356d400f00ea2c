package dev.parley.channels.app;

import java.util.Optional;

/**
 * Where apps come from: configuration, a store, a test.
 *
 * <p>Called on event loops for every handshake and signed request, so an implementation answers
 * from memory and never blocks. Implementations are safe for use by many threads. The same app
 * always comes back as the same instance until it changes: the engine compares identity to notice a
 * change.
 */
public interface AppSource {
  Optional<App> byId(String id);

  Optional<App> byKey(String key);
}
