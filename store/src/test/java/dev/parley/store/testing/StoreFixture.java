package dev.parley.store.testing;

import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An empty place for one store on one engine: a folder, or a database of the shared server. It
 * keeps its data from one opening to the next and loses it when it is closed. A test on both
 * engines:
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(Engine.class)
 * class LedgerTest {
 *   private final StoreFixture place;
 *
 *   LedgerTest(Engine engine) {
 *     this.place = StoreFixture.on(engine);
 *   }
 *
 *   @AfterEach
 *   void remove() {
 *     place.close();
 *   }
 *
 *   @Test
 *   void shouldKeepWhatWasPaid() {
 *     try (Store store = place.open()) { … }
 *   }
 * }
 * }</pre>
 */
public final class StoreFixture implements AutoCloseable {
  private final StoreSettings settings;
  private final Runnable removal;

  private StoreFixture(StoreSettings settings, Runnable removal) {
    this.settings = settings;
    this.removal = removal;
  }

  public static StoreFixture on(Engine engine) {
    return switch (engine) {
      case SQLITE -> inFolder();
      case POSTGRESQL -> onServer(PostgresServer.shared());
    };
  }

  /** A new database of a server that the test may stop. */
  public static StoreFixture onServer(PostgresServer server) {
    String name = server.createDatabase();
    return new StoreFixture(
        StoreSettings.on(server.url(name), null, null), () -> server.dropDatabase(name));
  }

  private static StoreFixture inFolder() {
    try {
      Path folder = Files.createTempDirectory("parley-store");
      return new StoreFixture(StoreSettings.in(folder), () -> Folders.delete(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The usual settings for this place, to be changed by their {@code with} methods. */
  public StoreSettings settings() {
    return settings;
  }

  /** Opens the store with the scripts of all modules on the class path. */
  public Store open() {
    return Store.open(settings);
  }

  /** Takes the place away; close the stores on it before. */
  @Override
  public void close() {
    removal.run();
  }
}
