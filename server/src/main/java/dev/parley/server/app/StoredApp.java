package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An app of the store. Immutable.
 *
 * @param isDefault whether it was made as the default app
 * @param settings {@code options}, {@code limits} and {@code webhooks} as in {@code parley.yml},
 *     only what differs
 * @param keys oldest first, retired ones included
 */
record StoredApp(
    String id,
    String name,
    boolean enabled,
    boolean isDefault,
    Instant createdAt,
    Map<String, Object> settings,
    List<StoredKey> keys) {

  StoredApp {
    keys = List.copyOf(keys);
  }

  List<StoredKey> activeKeys() {
    return keys.stream().filter(StoredKey::isActive).toList();
  }

  /**
   * What the engine serves.
   *
   * @throws IllegalArgumentException if it cannot be served as it stands
   */
  App toApp(AppOptions options) {
    List<AppKey> pairs =
        activeKeys().stream().map(pair -> new AppKey(pair.key(), pair.secret())).toList();
    return new App(id, name, pairs, enabled, options);
  }

  StoredApp withKeys(List<StoredKey> changed) {
    return new StoredApp(id, name, enabled, isDefault, createdAt, settings, changed);
  }
}
