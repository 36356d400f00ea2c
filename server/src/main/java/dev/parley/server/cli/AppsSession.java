package dev.parley.server.cli;

import dev.parley.server.app.AppRegistry;
import dev.parley.server.app.Apps;
import dev.parley.server.app.LocalApps;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Apps for the length of one command: through the running server if there is one, so that it hears
 * of every change, else in its store.
 *
 * @param address where that server answers; null if none runs
 */
record AppsSession(AppRegistry apps, @Nullable URI address, Runnable end) implements AutoCloseable {
  static AppsSession open(ServerSettings settings) {
    Optional<AdminClient> running = AdminClient.of(settings);
    if (running.isPresent()) {
      AdminClient client = running.get();
      return new AppsSession(new RemoteApps(client), client.server(), client::close);
    }
    Store store = Store.open(StoreSettings.at(settings.store()));
    try {
      var random = new SecureRandom();
      Clock clock = Clock.systemUTC();
      Apps apps = Apps.of(settings, store, clock, random);
      var local = new LocalApps(apps, store, clock, random, _ -> {});
      return new AppsSession(local, null, store::close);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
