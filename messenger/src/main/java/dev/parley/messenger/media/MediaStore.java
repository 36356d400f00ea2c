package dev.parley.messenger.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the bytes of files lie. A key is {@code [0-9a-z/-]+}, and what lies under it never changes.
 * Thread-safe; blocks.
 */
public interface MediaStore extends AutoCloseable {
  /** The store could not be reached, or refused. Later it may work; nothing was half done. */
  final class Unavailable extends IOException {
    private static final long serialVersionUID = 1;

    public Unavailable(String message) {
      super(message);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Takes a file over. When this returns, it would survive a loss of power.
   *
   * @param file of the local disk; it is gone afterwards, or stays if this fails
   */
  void put(String key, Path file) throws IOException;

  /**
   * Reads a part.
   *
   * @param from first byte, from 0
   * @param length bytes; all of them exist
   * @throws java.nio.file.NoSuchFileException if there is nothing under the key
   */
  InputStream read(String key, long from, long length) throws IOException;

  /** Deletes what is under the key, if anything is. */
  void delete(String key) throws IOException;

  /** The file itself, if this store has it on the local disk: faster than reading it. */
  Optional<Path> local(String key);

  /**
   * Tells whether files can be kept at this moment.
   *
   * @throws IOException if not, saying why
   */
  default void check() throws IOException {}

  @Override
  default void close() {}
}
