package dev.parley.store.testing;

import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StorePlace;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A place for one store on one engine: a folder, or a database of the shared server. It keeps its
 * data from one opening to the next and loses it when it is closed. A test on both engines:
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

  /** With the schema of the modules on the class path, and nothing in it. */
  public static StoreFixture on(Engine engine) {
    return switch (engine) {
      case SQLITE -> {
        StoreFixture place = inFolder();
        Folders.copy(SqliteModel.FOLDER, place.folder());
        yield place;
      }
      case POSTGRESQL -> onServer(PostgresServer.shared(), PostgresModel.NAME);
    };
  }

  /** Without a schema, as somebody finds it who starts for the first time. */
  public static StoreFixture emptyOn(Engine engine) {
    return switch (engine) {
      case SQLITE -> inFolder();
      case POSTGRESQL -> onServer(PostgresServer.shared());
    };
  }

  /** A new database, without a schema, of a server that the test may stop. */
  public static StoreFixture onServer(PostgresServer server) {
    return onServer(server, null);
  }

  private static StoreFixture onServer(PostgresServer server, @Nullable String model) {
    String name = model == null ? server.createDatabase() : server.copyDatabase(model);
    return new StoreFixture(
        StoreSettings.on(server.url(name), null, null), () -> server.dropDatabase(name));
  }

  private static StoreFixture inFolder() {
    Path folder = Folders.create("parley-store");
    return new StoreFixture(StoreSettings.in(folder), () -> Folders.delete(folder));
  }

  // Running all scripts takes longer than most tests: once in a process is enough, and copies
  // serve.

  private static final class SqliteModel {
    static final Path FOLDER = made();

    private static Path made() {
      StoreFixture place = inFolder();
      place.open().close();
      Runtime.getRuntime().addShutdownHook(new Thread(place::close));
      return place.folder();
    }
  }

  private static final class PostgresModel {
    static final String NAME = made();

    private static String made() {
      PostgresServer server = PostgresServer.shared();
      String name = server.createDatabase();
      Store.open(StoreSettings.on(server.url(name), null, null)).close();
      return name;
    }
  }

  /** Where the embedded engine keeps its data. */
  public Path folder() {
    return ((StorePlace.Folder) settings.place()).path();
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
