package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.FixedApps;
import dev.parley.server.config.AppSettings;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.DefaultApp;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreErrors;
import dev.parley.store.Unit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every app that this server serves, in memory. Safe for use by many threads; {@link LocalApps}
 * alone changes it.
 *
 * <p>The default app is the one that {@code PUSHER_APP_ID} and its like name; without them the
 * first of the configuration; without that one made up at the first start and kept in the store.
 */
public final class Apps implements AppSource {
  static final String DEFAULT_NAME = "Default";

  private final ServerSettings settings;
  private final String defaultId;
  private volatile AppIndex index;

  private Apps(ServerSettings settings, String defaultId, AppIndex index) {
    this.settings = settings;
    this.defaultId = defaultId;
    this.index = index;
  }

  /**
   * Settles which apps there are; blocks on the store.
   *
   * @throws ConfigException if the default app cannot stand beside those of the configuration
   */
  public static Apps of(ServerSettings settings, Store store, Clock clock, RandomGenerator random) {
    Optional<Apps> named = withoutStore(settings);
    if (named.isPresent()) {
      Apps apps = named.get();
      apps.load(store.read(handle -> new AppTable(handle).all()).join());
      return apps;
    }
    var defaults = new DefaultAppKeeper(settings.defaultApp(), clock, random);
    String id = kept(store, defaults);
    var apps = new Apps(settings, id, new AppIndex(settings.apps(), List.of()));
    apps.load(store.read(handle -> new AppTable(handle).all()).join());
    if (apps.index.byId(id) == null) {
      throw new ConfigException(
          "default app: its id or one of its keys is used by a configured app too");
    }
    return apps;
  }

  private static String kept(Store store, DefaultAppKeeper defaults) {
    Unit<String> keep = handle -> defaults.keep(new AppTable(handle));
    try {
      return store.write(keep).join();
    } catch (CompletionException e) {
      if (!StoreErrors.isUniqueViolation(e)) {
        throw e;
      }
      return store.write(keep).join(); // another process was first, and what it made is there now
    }
  }

  /** The apps that the settings alone say, if they name the default one. */
  public static Optional<Apps> withoutStore(ServerSettings settings) {
    DefaultApp given = settings.defaultApp();
    List<App> configured = settings.apps();
    if (given.isUnnamed()) {
      return configured.stream().findFirst().map(first -> fixed(settings, configured, first));
    }
    for (App app : configured) {
      if (app.id().equals(given.id())) {
        return Optional.of(fixed(settings, configured, agreeing(app, given)));
      }
    }
    if (given.id() == null || given.key() == null || given.secret() == null) {
      return Optional.empty();
    }
    var pair = new AppKey(given.key(), given.secret());
    var named = new App(given.id(), DEFAULT_NAME, List.of(pair), true, given.options());
    var all = new ArrayList<App>(configured);
    all.addFirst(named);
    return Optional.of(fixed(settings, all, named));
  }

  private static Apps fixed(ServerSettings settings, List<App> apps, App defaultApp) {
    try {
      var _ = new FixedApps(apps);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("default app: " + e.getMessage());
    }
    return new Apps(settings, defaultApp.id(), new AppIndex(apps, List.of()));
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

  private void load(List<StoredApp> stored) {
    var served = new ArrayList<App>();
    for (StoredApp app : stored) {
      try {
        served.add(served(app));
      } catch (ConfigException | IllegalArgumentException e) {
        logger().warn("app {} of the store is not served: {}", app.id(), e.getMessage());
      }
    }
    index = new AppIndex(index.configured(), served);
    for (App hidden : index.hidden()) {
      logger()
          .warn(
              "app {} of the store is not served: the configuration has its id or key",
              hidden.id());
    }
  }

  /**
   * What the engine serves of a stored app.
   *
   * @throws ConfigException naming a setting that cannot be used
   * @throws IllegalArgumentException if it has no keys, for one
   */
  App served(StoredApp app) {
    return app.toApp(AppSettings.read(app.settings(), base(app)));
  }

  /** What holds for an app where its stored settings are silent. */
  AppOptions base(StoredApp app) {
    return app.isDefault()
        ? settings.defaultApp().options()
        : AppOptions.DEFAULTS.withLimits(settings.limits());
  }

  /** Serves this from now on; call for one change after the other. */
  void put(App app) {
    index = index.with(app);
  }

  void remove(String id) {
    index = index.without(id);
  }

  AppIndex index() {
    return index;
  }

  ServerSettings settings() {
    return settings;
  }

  boolean isDefault(String id) {
    return id.equals(defaultId);
  }

  /** The app that is meant where none is named, as it is now. */
  public App defaultApp() {
    App app = index.byId(defaultId);
    if (app == null) {
      throw new IllegalStateException("the default app cannot be deleted");
    }
    return app;
  }

  /** All apps as they are now. */
  public List<App> all() {
    return index.all();
  }

  @Override
  public Optional<App> byId(String id) {
    return Optional.ofNullable(index.byId(id));
  }

  @Override
  public Optional<App> byKey(String key) {
    return index.byKey(key);
  }

  /** Made late: commands settle first how log lines are written. */
  private static Logger logger() {
    return LoggerFactory.getLogger(Apps.class);
  }
}
