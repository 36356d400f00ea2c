package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.FixedApps;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.DefaultApp;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Every app that this server serves. Immutable and safe for use by many threads.
 *
 * <p>The default app is the one that {@code PUSHER_APP_ID} and its like name; without them the
 * first of the configuration; without that one made up at the first start and kept in the store.
 */
public final class Apps implements AppSource {
  private static final String DEFAULT_NAME = "Default";

  private final FixedApps source;
  private final List<App> all;
  private final App defaultApp;

  private Apps(List<App> configured, App defaultApp) {
    var apps = new ArrayList<App>(configured);
    if (!apps.contains(defaultApp)) {
      apps.addFirst(defaultApp);
    }
    try {
      this.source = new FixedApps(apps);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("default app: " + e.getMessage());
    }
    this.all = List.copyOf(apps);
    this.defaultApp = defaultApp;
  }

  /**
   * Settles which apps there are; blocks on the store if the default app is not fully named.
   *
   * @throws ConfigException if the default app cannot stand beside those of the configuration
   */
  public static Apps of(ServerSettings settings, Store store, Clock clock, RandomGenerator random) {
    return withoutStore(settings)
        .orElseGet(() -> {
          DefaultApp given = settings.defaultApp();
          Credentials credentials = keep(given, store, clock, random);
          return new Apps(settings.apps(), app(credentials, given));
        });
  }

  /** The apps, if the settings alone say which there are. */
  public static Optional<Apps> withoutStore(ServerSettings settings) {
    DefaultApp given = settings.defaultApp();
    if (given.isUnnamed()) {
      return settings.apps().stream().findFirst().map(first -> new Apps(settings.apps(), first));
    }
    for (App app : settings.apps()) {
      if (app.id().equals(given.id())) {
        return Optional.of(new Apps(settings.apps(), agreeing(app, given)));
      }
    }
    if (given.id() == null || given.key() == null || given.secret() == null) {
      return Optional.empty();
    }
    var credentials = new Credentials(given.id(), given.key(), given.secret());
    return Optional.of(new Apps(settings.apps(), app(credentials, given)));
  }

  private static App agreeing(App app, DefaultApp given) {
    for (AppKey pair : app.keys()) {
      boolean sameKey = given.key() == null || given.key().equals(pair.key());
      if (sameKey && (given.secret() == null || given.secret().equals(pair.secret()))) {
        return app;
      }
    }
    throw new ConfigException(
        "default app: PUSHER_KEY and PUSHER_SECRET are not a pair of the configured app "
            + app.id());
  }

  private static Credentials keep(
      DefaultApp given, Store store, Clock clock, RandomGenerator random) {
    return store
        .write(handle -> {
          var table = new AppTable(handle, clock.millis());
          Optional<Credentials> stored = table.defaultApp();
          Credentials resolved = Credentials.resolve(given, stored, random);
          if (!stored.equals(Optional.of(resolved))) {
            table.replaceDefaultApp(resolved);
          }
          return resolved;
        })
        .join();
  }

  private static App app(Credentials credentials, DefaultApp given) {
    var pair = new AppKey(credentials.key(), credentials.secret());
    return new App(credentials.id(), DEFAULT_NAME, List.of(pair), true, given.options());
  }

  public App defaultApp() {
    return defaultApp;
  }

  public List<App> all() {
    return all;
  }

  @Override
  public Optional<App> byId(String id) {
    return source.byId(id);
  }

  @Override
  public Optional<App> byKey(String key) {
    return source.byKey(key);
  }
}
