package dev.parley.store.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Temporary folders that nobody else clears away. */
final class Folders {
  private static final Path MEMORY = Path.of("/dev/shm");

  /** Bytes; what the tests of one module leave at a time is far less. */
  private static final long ROOM = 2L << 30;

  private Folders() {}

  /**
   * Makes a folder for what need not outlive this machine: in memory where there is room for it.
   * There a commit that is forced to the disk costs nothing; on a disk it takes milliseconds, and
   * most of the time of most tests. What a disk keeps is tested on one.
   */
  static Path create(String name) {
    try {
      File memory = MEMORY.toFile();
      return memory.canWrite() && memory.getUsableSpace() > ROOM
          ? Files.createTempDirectory(MEMORY, name)
          : Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the files of a folder into another. */
  static void copy(Path from, Path to) {
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (var walk = Files.walk(folder)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
