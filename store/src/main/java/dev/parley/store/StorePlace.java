package dev.parley.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the data lies, which also settles the engine. */
public sealed interface StorePlace {
  Engine engine();

  /**
   * The embedded engine.
   *
   * @param path made if absent; the database file lies in it
   */
  record Folder(Path path) implements StorePlace {
    @Override
    public Engine engine() {
      return Engine.SQLITE;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A database of a PostgreSQL server, which must exist.
   *
   * @param url {@code jdbc:postgresql://host:port/database}, with parameters of the driver
   * @param user null leaves it to the URL and the driver
   * @param password null for none; never logged
   */
  record Database(String url, @Nullable String user, @Nullable String password)
      implements StorePlace {
    private static final String PREFIX = "jdbc:postgresql:";

    public Database {
      if (!url.startsWith(PREFIX)) {
        throw new IllegalArgumentException("expected a URL that begins with " + PREFIX);
      }
    }

    @Override
    public Engine engine() {
      return Engine.POSTGRESQL;
    }

    /** Host, port and database alone: parameters may hold secrets. */
    @Override
    public String toString() {
      return url.substring(PREFIX.length()).replaceFirst("\\?.*", "").replaceFirst("^//", "");
    }
  }
}
