package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.server.app.AppRefused.Reason;
import dev.parley.server.config.ConfigException;
import dev.parley.store.Store;
import dev.parley.store.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Apps as this process serves and stores them. Thread-safe: changes are made one after the other,
 * first in the store, then in memory, then on the sockets.
 */
public final class LocalApps implements AppRegistry {
  /** So that an index in memory stays small and a script gone wild is noticed. */
  static final int MOST_APPS = 10_000;

  static final int MOST_KEYS = 10;
  private static final int MOST_RETIRED_KEYS = 20;
  private static final int LONGEST_SETTINGS = 16_000;

  private final Apps apps;
  private final Store store;
  private final Clock clock;
  private final RandomGenerator random;
  private final Consumer<String> changed;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /**
   * The registry of a process.
   *
   * @param changed hears the id of an app once its change is in force
   */
  public LocalApps(
      Apps apps, Store store, Clock clock, RandomGenerator random, Consumer<String> changed) {
    this.apps = apps;
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.changed = changed;
  }

  @Override
  public List<AppView> list() {
    var views = new ArrayList<AppView>();
    for (App app : apps.index().configured()) {
      views.add(views().ofConfigured(app).withoutSecrets());
    }
    for (StoredApp app : joined(store.read(handle -> new AppTable(handle).all())::join)) {
      if (!apps.index().isConfigured(app.id())) {
        views.add(views().ofStored(app).withoutSecrets());
      }
    }
    return views;
  }

  @Override
  public AppView find(String id) {
    String wanted = id.isEmpty() ? apps.defaultApp().id() : id;
    App served = apps.index().byId(wanted);
    if (served != null && apps.index().isConfigured(wanted)) {
      return views().ofConfigured(served);
    }
    return joined(
        store.read(handle ->
            new AppTable(handle)
                .find(wanted)
                .map(views()::ofStored)
                .orElseThrow(() -> AppRefused.noApp(wanted)))
            ::join);
  }

  @Override
  public AppView create(AppDraft draft) {
    Credentials made = Credentials.madeUp(random);
    String id = draft.id() == null ? made.id() : draft.id();
    if (id.equals(MessengerApp.ID) || apps.index().isConfigured(id)) {
      throw taken(id);
    }
    var pair = new StoredKey(made.key(), made.secret(), now(), null);
    var app =
        new StoredApp(
            id,
            draft.name() == null ? "App " + id : draft.name(),
            draft.enabled() == null || draft.enabled(),
            false,
            now(),
            draft.over(Map.of()),
            List.of(pair));
    check(app);
    return apply(handle -> {
      var table = new AppTable(handle);
      if (table.find(id).isPresent()) {
        throw taken(id);
      }
      if (table.count() >= MOST_APPS) {
        throw new AppRefused(Reason.CONFLICT, "there are %d apps already".formatted(MOST_APPS));
      }
      table.insert(app);
      return app;
    });
  }

  @Override
  public AppView change(String id, AppDraft draft) {
    if (draft.id() != null && !draft.id().equals(id)) {
      throw AppRefused.invalid("id", "an app keeps its id");
    }
    checkStored(id);
    return apply(
            handle -> {
              var table = new AppTable(handle);
              StoredApp before = table.find(id).orElseThrow(() -> AppRefused.noApp(id));
              var after =
                  new StoredApp(
                      id,
                      draft.name() == null ? before.name() : draft.name(),
                      draft.enabled() == null ? before.enabled() : draft.enabled(),
                      before.isDefault(),
                      before.createdAt(),
                      draft.changesSettings() ? draft.over(before.settings()) : before.settings(),
                      before.keys());
              check(after);
              table.update(after);
              return after;
            })
        .withoutSecrets();
  }

  @Override
  public AppView.KeyView addKey(String id) {
    checkStored(id);
    Credentials made = Credentials.madeUp(random);
    var pair = new StoredKey(made.key(), made.secret(), now(), null);
    apply(handle -> {
      var table = new AppTable(handle);
      StoredApp app = table.find(id).orElseThrow(() -> AppRefused.noApp(id));
      if (app.activeKeys().size() >= MOST_KEYS) {
        throw new AppRefused(
            Reason.CONFLICT,
            "app %s has %d keys already; retire one first".formatted(id, MOST_KEYS));
      }
      table.insertKey(id, pair);
      return table.find(id).orElseThrow(() -> AppRefused.noApp(id));
    });
    return AppViews.key(pair);
  }

  @Override
  public AppView retireKey(String id, String key) {
    checkStored(id);
    return apply(
            handle -> {
              var table = new AppTable(handle);
              StoredApp app = table.find(id).orElseThrow(() -> AppRefused.noApp(id));
              List<StoredKey> active = app.activeKeys();
              if (active.stream().noneMatch(pair -> pair.key().equals(key))) {
                throw new AppRefused(
                    Reason.NOT_FOUND, "app %s has no such active key".formatted(id));
              }
              if (active.size() == 1) {
                throw new AppRefused(
                    Reason.CONFLICT, "this is the app's only key; add another one first");
              }
              List<StoredKey> retired =
                  app.keys().stream().filter(pair -> !pair.isActive()).toList();
              if (retired.size() >= MOST_RETIRED_KEYS) {
                table.deleteKey(id, retired.getFirst().key());
              }
              table.retireKey(id, key, now());
              return table.find(id).orElseThrow(() -> AppRefused.noApp(id));
            })
        .withoutSecrets();
  }

  @Override
  public void delete(String id) {
    checkStored(id);
    if (apps.isDefault(id)) {
      throw new AppRefused(Reason.CONFLICT, "the default app cannot be deleted; disable it");
    }
    oneAtATime.lock();
    try {
      joined(
          store.write(handle -> {
            var table = new AppTable(handle);
            StoredApp app = table.find(id).orElseThrow(() -> AppRefused.noApp(id));
            table.delete(app.id());
            return app.id();
          })
              ::join);
      apps.remove(id);
      changed.accept(id);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Stores a change, then serves it, then tells the sockets. */
  private AppView apply(Unit<StoredApp> change) {
    oneAtATime.lock();
    try {
      StoredApp stored = joined(store.write(change)::join);
      apps.put(apps.served(stored));
      changed.accept(stored.id());
      return views().ofStored(stored);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void checkStored(String id) {
    if (apps.index().isConfigured(id)) {
      throw new AppRefused(
          Reason.READ_ONLY, "app %s comes from the configuration; change it there".formatted(id));
    }
  }

  /** Whether the engine could serve it. */
  private void check(StoredApp app) {
    try {
      var _ = apps.served(app);
    } catch (ConfigException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
      String field = parts[0].replaceFirst("^app\\.", "");
      throw AppRefused.invalid(field, parts[parts.length - 1]);
    }
    if (JsonTree.write(app.settings()).length() > LONGEST_SETTINGS) {
      throw AppRefused.invalid(
          longest(app.settings()),
          "expected options, limits and webhooks of at most %d characters in all, as JSON"
              .formatted(LONGEST_SETTINGS));
    }
  }

  private static String longest(Map<String, Object> settings) {
    return Collections.max(
        settings.keySet(),
        Comparator.comparingInt(key -> String.valueOf(settings.get(key)).length()));
  }

  private static AppRefused taken(String id) {
    return new AppRefused(Reason.CONFLICT, "there is an app %s already".formatted(id));
  }

  private AppViews views() {
    return new AppViews(apps);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private interface Waiting<T> {
    T join();
  }

  /** The unit's own exception instead of its wrapping. */
  private static <T> T joined(Waiting<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }
}
