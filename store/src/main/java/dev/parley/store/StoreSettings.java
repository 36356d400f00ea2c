package dev.parley.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the store is told when it is opened.
 *
 * @param place where the data lies
 * @param waiting most units that may wait for one writer, and most that may wait to read; 1 or more
 * @param together most units that one commit joins; 1 or more
 * @param writers connections that write, 1..64; the embedded engine has one whatever is said here
 * @param readers units that read at the same time, 1..64
 */
public record StoreSettings(StorePlace place, int waiting, int together, int writers, int readers) {
  private static final int WAITING = 10_000;

  /** A commit of the embedded engine costs the same for one row and for hundreds. */
  private static final int TOGETHER_EMBEDDED = 500;

  /** PostgreSQL keeps 64 savepoints of a transaction at hand; more slow everyone's reading. */
  private static final int TOGETHER_DATABASE = 60;

  private static final int WRITERS = 4;
  private static final int READERS_DATABASE = 8;
  private static final int MOST_CONNECTIONS = 64;

  public StoreSettings {
    if (waiting < 1 || together < 1 || !isCount(writers) || !isCount(readers)) {
      throw new IllegalArgumentException(
          "expected waiting, together >= 1 and writers, readers 1.." + MOST_CONNECTIONS);
    }
  }

  private static boolean isCount(int connections) {
    return connections >= 1 && connections <= MOST_CONNECTIONS;
  }

  /** The usual numbers for the engine of a place. */
  public static StoreSettings at(StorePlace place) {
    return switch (place) {
      case StorePlace.Folder _ -> {
        int readers = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
        yield new StoreSettings(place, WAITING, TOGETHER_EMBEDDED, 1, readers);
      }
      case StorePlace.Database _ ->
          new StoreSettings(place, WAITING, TOGETHER_DATABASE, WRITERS, READERS_DATABASE);
    };
  }

  /** The embedded engine with the usual numbers. */
  public static StoreSettings in(Path folder) {
    return at(new StorePlace.Folder(folder));
  }

  /**
   * PostgreSQL with the usual numbers.
   *
   * @throws IllegalArgumentException if the URL is not one of {@code jdbc:postgresql:}
   */
  public static StoreSettings on(String url, @Nullable String user, @Nullable String password) {
    return at(new StorePlace.Database(url, user, password));
  }

  public StoreSettings withWaiting(int units) {
    return new StoreSettings(place, units, together, writers, readers);
  }

  public StoreSettings withConnections(int writing, int reading) {
    return new StoreSettings(place, waiting, together, writing, reading);
  }
}
