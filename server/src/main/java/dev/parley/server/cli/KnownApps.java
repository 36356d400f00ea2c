package dev.parley.server.cli;

import dev.parley.server.app.Apps;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.security.SecureRandom;
import java.time.Clock;

/** The apps as a running server sees them, read by another process. */
final class KnownApps {
  private KnownApps() {}

  /** Opens the store only if the settings do not name the default app. */
  static Apps of(ServerSettings settings) {
    return Apps.withoutStore(settings)
        .orElseGet(() -> {
          try (Store store = Store.open(StoreSettings.in(settings.data().toAbsolutePath()))) {
            return Apps.of(settings, store, Clock.systemUTC(), new SecureRandom());
          }
        });
  }
}
