package dev.parley.messenger.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Where files grow until they are whole: a folder of this machine's disk. Thread-safe, but for one
 * file one caller at a time; blocks.
 */
public final class Spool {
  private static final int BUFFER_BYTES = 65_536;

  private final Path folder;

  /**
   * Files in a folder.
   *
   * @param folder made when the first file comes
   */
  public Spool(Path folder) {
    this.folder = folder;
  }

  Path file(long id) {
    return folder.resolve(Long.toString(id));
  }

  /** Bytes that are there; 0 if there is none. */
  long size(long id) throws IOException {
    try {
      return Files.size(file(id));
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /**
   * Adds what comes, as it comes; if the source fails, what came before stays.
   *
   * @param most bytes that are taken at most
   * @return false if there was more
   */
  boolean append(long id, InputStream source, long most) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream file =
        Files.newOutputStream(file(id), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = most;
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        file.write(buffer, 0, (int) Math.min(read, left));
        if (read > left) {
          return false;
        }
        left -= read;
      }
      return true;
    }
  }

  void delete(long id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /**
   * Deletes what nobody has added to for a while: left by a process that was killed, or given up.
   *
   * @param before epoch milliseconds
   * @return files that were deleted
   */
  public int sweep(long before) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int deleted = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          if (Files.getLastModifiedTime(file).toMillis() < before && Files.deleteIfExists(file)) {
            deleted++;
          }
        } catch (NoSuchFileException _) {
          // finished meanwhile
        }
      }
    }
    return deleted;
  }
}
