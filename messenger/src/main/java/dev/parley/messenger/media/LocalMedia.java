package dev.parley.messenger.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files in a folder of the local disk; keys are paths in it. Thread-safe; blocks. */
public final class LocalMedia implements MediaStore {
  private static final Pattern KEY = Pattern.compile("[0-9a-z-]+(?:/[0-9a-z-]+)*");

  private final Path folder;

  /**
   * Files in a folder.
   *
   * @param folder made when the first file comes; on the same disk as the files that are put
   */
  public LocalMedia(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Path place = place(key);
    Path parent = place.resolveSibling(".").normalize();
    Files.createDirectories(parent);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (Path at = parent; at != null && at.startsWith(folder); at = at.getParent()) {
      force(at);
    }
  }

  /** Forces the names in a folder to the disk. */
  private static void force(Path at) throws IOException {
    try (var channel = FileChannel.open(at, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream read(String key, long from, long length) throws IOException {
    return part(place(key), from, length);
  }

  /**
   * Reads a part of any file.
   *
   * @param from first byte, from 0
   * @param length bytes
   */
  public static InputStream part(Path file, long from, long length) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(from);
    return new Part(Channels.newInputStream(channel), length);
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(place(key));
  }

  @Override
  public Optional<Path> local(String key) {
    return Optional.of(place(key));
  }

  private Path place(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("no key: " + key);
    }
    return folder.resolve(key);
  }

  /** The first bytes of a stream. */
  private static final class Part extends InputStream {
    private final InputStream all;
    private long left;

    Part(InputStream all, long length) {
      this.all = all;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = all.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
