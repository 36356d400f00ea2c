package dev.parley.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What a database says about itself.
 *
 * @param version of the server
 * @param isDurable whether a commit is on the server's disk when it is acknowledged
 */
public record DatabaseReport(String version, boolean isDurable) {
  /**
   * Asks a database; blocks for at most a few seconds. Nothing is changed in it.
   *
   * @throws StoreException in one line, if it cannot be reached or does not let us in
   */
  public static DatabaseReport of(StorePlace.Database place) {
    return Engines.reaching(
        place,
        () -> {
          try (Handle handle = Jdbi.create(place.url(), PostgresDriver.properties(place)).open()) {
            return new DatabaseReport(
                shown(handle, "server_version"),
                isOn(handle, "fsync") && isOn(handle, "synchronous_commit"));
          }
        });
  }

  private static boolean isOn(Handle handle, String setting) {
    return !shown(handle, setting).equals("off");
  }

  private static String shown(Handle handle, String setting) {
    return handle.createQuery("show " + setting).mapTo(String.class).one();
  }
}
