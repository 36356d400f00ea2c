package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.server.app.AppView.KeyView;
import dev.parley.server.config.AppSettings;
import dev.parley.server.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what operators see, secrets included. */
record AppViews(Apps apps) {
  AppView ofConfigured(App app) {
    List<KeyView> keys =
        app.keys().stream()
            .map(pair -> new KeyView(pair.key(), pair.secret(), null, null))
            .toList();
    return new AppView(
        app.id(),
        app.name(),
        app.enabled(),
        apps.isDefault(app.id()),
        true,
        null,
        AppSettings.options(app.options()),
        limits(app.options().limits()),
        AppSettings.webhooks(app.options()),
        keys);
  }

  AppView ofStored(StoredApp app) {
    AppOptions options = options(app);
    return new AppView(
        app.id(),
        app.name(),
        app.enabled(),
        apps.isDefault(app.id()),
        false,
        app.createdAt(),
        AppSettings.options(options),
        limits(options.limits()),
        AppSettings.webhooks(options),
        app.keys().stream().map(AppViews::key).toList());
  }

  static KeyView key(StoredKey pair) {
    return new KeyView(pair.key(), pair.secret(), pair.createdAt(), pair.retiredAt());
  }

  /** The file's where the stored ones cannot be used, as the log said at the start. */
  private AppOptions options(StoredApp app) {
    try {
      return apps.served(app).options();
    } catch (ConfigException | IllegalArgumentException _) {
      return apps.base(app);
    }
  }

  private Map<String, Object> limits(Limits own) {
    var differing = new LinkedHashMap<String, Object>();
    for (Limit limit : Limit.values()) {
      if (own.get(limit) != apps.settings().limits().get(limit)) {
        differing.put(limit.key(), own.get(limit));
      }
    }
    return differing;
  }
}
