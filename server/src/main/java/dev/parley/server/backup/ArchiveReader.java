package dev.parley.server.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an archive from its beginning to its end, and checks all of it on the way. */
final class ArchiveReader {
  private static final int BUFFER = 65_536;

  /** Of a list or a manifest. */
  private static final int MOST_TEXT = 64 << 20;

  private final Path file;
  private final Checksums checksums = new Checksums();
  private @Nullable Manifest manifest;

  private ArchiveReader(Path file) {
    this.file = file;
  }

  /** Takes the parts, in their order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Reads a part, or not.
     *
     * @param content valid during this call
     */
    void part(String name, InputStream content, long size) throws IOException;
  }

  /**
   * Reads all of it.
   *
   * @throws BackupException if it is no archive, damaged or cut off
   * @throws IOException what the visitor throws, or the disk
   */
  static Manifest read(Path file, Visitor visitor) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BackupException("there is no file " + file);
    }
    return new ArchiveReader(file).read(visitor);
  }

  private Manifest read(Visitor visitor) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        var gzip = new GZIPInputStream(raw, BUFFER);
        var tar = new TarArchiveInputStream(gzip)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entry(entry, tar, visitor);
      }
      gzip.transferTo(OutputStream.nullOutputStream()); // its own checksum stands at the end
      if (manifest == null) {
        throw cutOff(null);
      }
      return manifest;
    } catch (EOFException e) {
      throw cutOff(e);
    } catch (IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    } catch (ZipException e) {
      throw damaged("it is no gzip file, or damaged: " + e.getMessage(), e);
    }
  }

  private void entry(TarArchiveEntry entry, TarArchiveInputStream tar, Visitor visitor)
      throws IOException {
    String name = entry.getName();
    if (manifest != null) {
      throw damaged("something stands behind its manifest: " + name, null);
    }
    if (name.startsWith(Checksums.FOLDER)) {
      compare(checksums.take(), text(entry, tar));
    } else if (name.equals(Manifest.NAME)) {
      manifest = Manifest.read(text(entry, tar));
      if (!checksums.isEmpty()
          || manifest.parts() != checksums.parts()
          || !manifest.digest().equals(checksums.digest())) {
        throw damaged("parts of it are missing or were put in", null);
      }
    } else {
      var digest = Checksums.sha256();
      var content = new DigestInputStream(tar, digest);
      visitor.part(name, content, entry.getSize());
      content.transferTo(OutputStream.nullOutputStream());
      checksums.add(name, digest.digest(), entry.getSize());
    }
  }

  private void compare(String found, String noted) {
    if (!found.equals(noted)) {
      List<String> expected = noted.lines().toList();
      String first =
          found
              .lines()
              .filter(line -> !expected.contains(line))
              .findFirst()
              .map(line -> line.replaceFirst("^\\w+  ", ""))
              .orElse("a part is missing");
      throw damaged("wrong checksum: " + first, null);
    }
  }

  private String text(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    if (entry.getSize() > MOST_TEXT) {
      throw damaged("%s has %d bytes".formatted(entry.getName(), entry.getSize()), null);
    }
    byte[] bytes = tar.readNBytes((int) entry.getSize());
    if (bytes.length < entry.getSize()) {
      throw cutOff(null);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private BackupException cutOff(@Nullable Exception cause) {
    return new BackupException("%s is cut off: its end is missing".formatted(file), cause);
  }

  private BackupException damaged(String reason, @Nullable Exception cause) {
    return new BackupException("%s cannot be used: %s".formatted(file, reason), cause);
  }
}
