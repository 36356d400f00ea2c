package dev.parley.conformance.durability;

import dev.parley.store.Engine;
import dev.parley.store.StorePlace;
import dev.parley.store.StoreSettings;
import dev.parley.store.testing.PostgresServer;
import dev.parley.store.testing.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the servers of a test keep their data: in their folder, or in a database they share. */
record Place(StoreSettings settings, Runnable removal) implements AutoCloseable {
  static Place on(Engine engine, Path folder) {
    return switch (engine) {
      case SQLITE -> new Place(StoreSettings.in(folder.resolve("data")), () -> {});
      case POSTGRESQL -> on(PostgresServer.shared());
    };
  }

  /** A new database of a server that the test may kill. */
  static Place on(PostgresServer postgres) {
    var fixture = StoreFixture.onServer(postgres);
    return new Place(fixture.settings(), fixture::close);
  }

  /** Tells a server that will be started in this folder where to look. */
  void tell(Path folder) {
    if (settings.place() instanceof StorePlace.Database database) {
      try {
        Files.writeString(
            Files.createDirectories(folder).resolve("parley.yml"),
            "parley:\n  store:\n    url: \"%s\"\n".formatted(database.url().replace("jdbc:", "")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    removal.run();
  }
}
