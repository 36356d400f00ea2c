package dev.parley.server.sync;

import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs histories to their end, and judges them. */
final class Histories {
  static final int STEPS = 200;
  private static final int SEEDS_OF_A_STORE = 25;

  private Histories() {}

  /** Runs the histories of some seeds on the services of this process; both ends included. */
  static void embedded(long first, long last) {
    try {
      // what is shown here is not durability, and a disk would only slow it down
      Path memory = Path.of("/dev/shm");
      Path folder =
          Files.isDirectory(memory) && Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "parley-sync")
              : Files.createTempDirectory("parley-sync");
      try {
        var wrong = new AtomicReference<@Nullable AssertionError>();
        LongStream.rangeClosed(0, (last - first) / SEEDS_OF_A_STORE)
            .parallel() // each has a store of its own
            .filter(_ -> wrong.get() == null)
            .forEach(store -> {
              Path place = folder.resolve("store-" + store);
              long from = first + store * SEEDS_OF_A_STORE;
              long to = Math.min(last, from + SEEDS_OF_A_STORE - 1);
              try {
                on(() -> Store.open(StoreSettings.in(place)), from, to);
              } catch (AssertionError e) {
                wrong.compareAndSet(null, e);
              }
            });
        AssertionError found = wrong.get();
        if (found != null) {
          throw found;
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on any store. */
  static void on(Supplier<Store> opening, long first, long last) {
    try (var ground = new LocalGround(opening)) {
      for (long seed = first; seed <= last; seed++) {
        ground.clear();
        var history = new History(ground, seed);
        ground.interrupt(history::between);
        run(ground, history, STEPS, seed);
      }
    }
  }

  static void run(Ground ground, History history, int steps, long seed) {
    String name = "-Dparley.sync.seed=" + seed;
    try {
      history.begin();
      history.run(steps);
      history.calm();
    } catch (RuntimeException e) {
      throw new AssertionError(name, e);
    }
    Verdict.on(ground, history, name);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Runs the seeds from 1 to the argument, and tells of the first history that goes wrong. */
  public static void main(String[] arguments) {
    try {
      embedded(1, Long.parseLong(arguments[0]));
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
      System.exit(PlantedBugsTest.RED);
    }
  }
}
