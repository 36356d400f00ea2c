package dev.parley.channels.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Apps that do not change while the process runs. Immutable and safe for use by many threads. */
public final class FixedApps implements AppSource {
  private final Map<String, App> byId = new HashMap<>();
  private final Map<String, App> byKey = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two apps share an id or a key, naming it
   */
  public FixedApps(Collection<App> apps) {
    for (App app : apps) {
      if (byId.put(app.id(), app) != null) {
        throw new IllegalArgumentException("app id " + app.id() + " is used by two apps");
      }
      for (AppKey key : app.keys()) {
        if (byKey.put(key.key(), app) != null) {
          throw new IllegalArgumentException("key " + key.key() + " is used by two apps");
        }
      }
    }
  }

  @Override
  public Optional<App> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<App> byKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
