package dev.parley.server.app;

import dev.parley.server.config.DefaultApp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps the default app in the store where the settings do not name all of it. */
record DefaultAppKeeper(DefaultApp given, Clock clock, RandomGenerator random) {
  /**
   * Makes the store hold the default app; call inside a unit that writes.
   *
   * @return the app's id
   */
  String keep(AppTable table) {
    Optional<StoredApp> known =
        given.id() == null ? table.defaultApp() : table.find(given.id()).or(table::defaultApp);
    Optional<Credentials> stored = known.flatMap(this::credentials);
    Credentials resolved = Credentials.resolve(given, stored, random);
    if (known.isPresent() && known.get().id().equals(resolved.id())) {
      if (!stored.equals(Optional.of(resolved))) {
        table.deleteKeys(resolved.id()); // the operator named another pair
        table.insertKey(resolved.id(), pair(resolved));
      }
      table.markDefault(resolved.id());
    } else {
      known.filter(StoredApp::isDefault).ifPresent(old -> table.delete(old.id()));
      table.insert(made(resolved));
    }
    return resolved.id();
  }

  /** The pair that the operator names, if the app has it, else its oldest. */
  private Optional<Credentials> credentials(StoredApp app) {
    List<StoredKey> active = app.activeKeys();
    return active.stream()
        .filter(pair -> pair.key().equals(given.key()))
        .findFirst()
        .or(() -> active.stream().findFirst())
        .map(pair -> new Credentials(app.id(), pair.key(), pair.secret()));
  }

  private StoredApp made(Credentials app) {
    return new StoredApp(
        app.id(), Apps.DEFAULT_NAME, true, true, now(), Map.of(), List.of(pair(app)));
  }

  private StoredKey pair(Credentials app) {
    return new StoredKey(app.key(), app.secret(), now(), null);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
