package dev.parley.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder as copies see it, and files that only their owner may read. Stateless. */
final class DataFiles {
  static final String MEDIA = "media";

  /** Bytes; larger files are the operator's, such as earlier archives. */
  private static final long LONGEST_SECRET = 65_536;

  /** Of this run of a server alone, or kept in another form. */
  private static final Set<String> NOT_COPIED = Set.of("running.json", LastBackup.FILE);

  private static final Logger log = LoggerFactory.getLogger(DataFiles.class);

  private DataFiles() {}

  /** The small files beside the store, such as tokens; sorted. */
  static List<Path> secrets(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isSecret(file.getFileName().toString()) && isSmall(file))
          .sorted()
          .toList();
    }
  }

  private static boolean isSmall(Path file) {
    return file.toFile().length() <= LONGEST_SECRET;
  }

  /** Whether a file of the data folder is copied as it is. */
  static boolean isSecret(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
        && !name.startsWith("parley.db")
        && !name.endsWith(".new")
        && !NOT_COPIED.contains(name);
  }

  /** Makes an empty file. */
  static Path createOwned(Path file) throws IOException {
    return Files.createFile(file, owned(file, "rw-------"));
  }

  static Path createOwnedFolder(Path folder) throws IOException {
    return Files.createDirectories(folder, owned(folder, "rwx------"));
  }

  private static FileAttribute<?>[] owned(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Forces the names in a folder to the disk, after a file was moved into it. */
  static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Deletes a file or a folder with all that is in it; what cannot be deleted is told in the log.
   */
  static void deleteQuietly(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("{} cannot be deleted: {}", path, e.getMessage());
    }
  }
}
