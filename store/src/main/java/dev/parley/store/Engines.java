package dev.parley.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/** Opens the engine that a place asks for, and says in one line why that failed. */
final class Engines {
  private Engines() {}

  static Store open(StoreSettings settings, Migrations migrations) {
    return reaching(
        settings.place(),
        () ->
            switch (settings.place()) {
              case StorePlace.Folder folder -> SqliteStore.open(settings, folder, migrations);
              case StorePlace.Database database ->
                  PostgresStore.open(settings, database, migrations);
            });
  }

  /**
   * Does what needs a database.
   *
   * @throws StoreException in one line, if that cannot be used
   */
  static <T> T reaching(StorePlace place, Supplier<T> work) {
    try {
      return work.get();
    } catch (FlywayException | JdbiException e) {
      throw new StoreException("cannot open the database %s: %s".formatted(place, reason(e)), e);
    }
  }

  /** The first line of what the engine said; Flyway and Jdbi wrap it into several. */
  private static String reason(Exception e) {
    Throwable found = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException) {
        found = at;
        break;
      }
    }
    return String.valueOf(found.getMessage()).strip().lines().findFirst().orElse("no reason given");
  }
}
