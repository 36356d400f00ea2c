package dev.parley.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes an archive, one part after the other. Used by one thread. */
final class ArchiveWriter implements AutoCloseable {
  private static final int BUFFER = 65_536;
  private static final int ONLY_OWNER = 0600;

  private final FileChannel file;
  private final Fast gzip;
  private final TarArchiveOutputStream tar;
  private final Checksums checksums = new Checksums();

  /**
   * Begins.
   *
   * @param file written from its beginning, and forced to the disk by {@link #finish}
   */
  ArchiveWriter(FileChannel file) throws IOException {
    this.file = file;
    this.gzip = new Fast(Channels.newOutputStream(file));
    this.tar = new TarArchiveOutputStream(gzip);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /** The lines compress well enough at the first level, in a third of the time. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(new BufferedOutputStream(out, BUFFER), BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Adds the first bytes of an array. */
  void part(String name, byte[] content, int length) throws IOException {
    MessageDigest digest = Checksums.sha256();
    digest.update(content, 0, length);
    entry(name, content, length);
    note(name, digest.digest(), length);
  }

  /** Adds a file, as long as it is at this moment. */
  void file(String name, Path path) throws IOException {
    MessageDigest digest = Checksums.sha256();
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.size(path);
      begin(name, size);
      byte[] buffer = new byte[BUFFER];
      long left = size;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(path + " became shorter meanwhile");
        }
        tar.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        left -= read;
      }
      tar.closeArchiveEntry();
      note(name, digest.digest(), size);
    }
  }

  private void note(String name, byte[] digest, long size) throws IOException {
    checksums.add(name, digest, size);
    if (checksums.isFull()) {
      list();
    }
  }

  private void list() throws IOException {
    String name = checksums.nextName();
    byte[] lines = checksums.take().getBytes(StandardCharsets.UTF_8);
    entry(name, lines, lines.length);
  }

  private void entry(String name, byte[] content, int length) throws IOException {
    begin(name, length);
    tar.write(content, 0, length);
    tar.closeArchiveEntry();
  }

  private void begin(String name, long size) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(ONLY_OWNER);
    tar.putArchiveEntry(entry);
  }

  /** Makes the manifest of what was written. */
  @FunctionalInterface
  interface Summary {
    Manifest of(long parts, long bytes, String digest);
  }

  /** Ends the archive and forces it to the disk. */
  Manifest finish(Summary summary) throws IOException {
    if (!checksums.isEmpty()) {
      list();
    }
    Manifest manifest = summary.of(checksums.parts(), checksums.bytes(), checksums.digest());
    byte[] text = manifest.write().getBytes(StandardCharsets.UTF_8);
    entry(Manifest.NAME, text, text.length);
    tar.finish();
    tar.flush();
    gzip.finish();
    gzip.flush();
    file.force(true);
    return manifest;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
