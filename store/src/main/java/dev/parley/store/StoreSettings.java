package dev.parley.store;

import java.nio.file.Path;

/**
 * What the store is told when it is opened.
 *
 * @param folder where the database file lies
 * @param waiting most units that may wait, for writing and for reading alike; 1 or more
 * @param together most units that one commit joins; 1 or more
 * @param readers threads that read, 1..16
 */
public record StoreSettings(Path folder, int waiting, int together, int readers) {
  public StoreSettings {
    if (waiting < 1 || together < 1 || readers < 1 || readers > 16) {
      throw new IllegalArgumentException("expected waiting, together >= 1 and readers 1..16");
    }
  }

  public static StoreSettings in(Path folder) {
    int readers = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    return new StoreSettings(folder, 10_000, 500, readers);
  }
}
