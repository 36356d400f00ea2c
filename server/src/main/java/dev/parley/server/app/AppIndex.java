package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The apps of one moment. Immutable. Configured apps go before stored ones: a stored app whose id
 * or key a configured one has is not served.
 */
final class AppIndex {
  private final List<App> configured;
  private final Map<String, App> stored;
  private final Map<String, App> byId = new LinkedHashMap<>();
  private final Map<String, App> byKey = new HashMap<>();
  private final List<App> hidden = new ArrayList<>();

  /**
   * An index.
   *
   * @param configured without doubles among themselves
   */
  AppIndex(List<App> configured, Collection<App> stored) {
    this.configured = List.copyOf(configured);
    this.stored = new LinkedHashMap<>();
    configured.forEach(this::add);
    for (App app : stored) {
      this.stored.put(app.id(), app);
      if (isFree(app)) {
        add(app);
      } else {
        hidden.add(app);
      }
    }
  }

  private boolean isFree(App app) {
    return !byId.containsKey(app.id())
        && app.keys().stream().noneMatch(pair -> byKey.containsKey(pair.key()));
  }

  private void add(App app) {
    byId.put(app.id(), app);
    for (AppKey pair : app.keys()) {
      byKey.put(pair.key(), app);
    }
  }

  /** A copy with this app in place of the stored one of the same id. */
  AppIndex with(App app) {
    var changed = new LinkedHashMap<>(stored);
    changed.put(app.id(), app);
    return new AppIndex(configured, changed.values());
  }

  AppIndex without(String id) {
    var changed = new LinkedHashMap<>(stored);
    changed.remove(id);
    return new AppIndex(configured, changed.values());
  }

  @Nullable App byId(String id) {
    return byId.get(id);
  }

  Optional<App> byKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  boolean isConfigured(String id) {
    return configured.stream().anyMatch(app -> app.id().equals(id));
  }

  List<App> configured() {
    return configured;
  }

  List<App> all() {
    return List.copyOf(byId.values());
  }

  /** Stored apps that are not served, since the configuration has their id or a key of theirs. */
  List<App> hidden() {
    return List.copyOf(hidden);
  }
}
