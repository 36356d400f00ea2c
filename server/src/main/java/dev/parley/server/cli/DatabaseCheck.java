package dev.parley.server.cli;

import dev.parley.server.config.ServerSettings;
import dev.parley.store.DatabaseReport;
import dev.parley.store.StoreException;
import dev.parley.store.StorePlace;
import java.util.List;

/** What the doctor asks of the database, where the settings name one. */
final class DatabaseCheck {
  private static final String NAME = "Database";

  private DatabaseCheck() {}

  static List<Check> of(ServerSettings settings) {
    return settings.store() instanceof StorePlace.Database place ? List.of(of(place)) : List.of();
  }

  private static Check of(StorePlace.Database place) {
    try {
      DatabaseReport report = DatabaseReport.of(place);
      String found = "PostgreSQL %s at %s".formatted(report.version(), place);
      return report.isDurable()
          ? Check.good(NAME, found)
          : Check.poor(
              NAME,
              found + " may lose what it has acknowledged",
              "set fsync and synchronous_commit to on in postgresql.conf");
    } catch (StoreException e) {
      return Check.bad(
          NAME,
          String.valueOf(e.getMessage()),
          "start it, or correct PARLEY_STORE_URL, PARLEY_STORE_USER and PARLEY_STORE_PASSWORD");
    }
  }
}
