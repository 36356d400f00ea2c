package dev.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder and file of the embedded engine, open to their owner alone: they hold secrets. */
final class DataFolder {
  static final String FILE = "parley.db";

  private DataFolder() {}

  static Path prepare(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, only(folder, "rwx------"));
      }
      if (!Files.exists(file)) {
        Files.createFile(file, only(folder, "rw-------"));
      }
    } catch (IOException e) {
      throw new StoreException("cannot use the data folder " + folder + ": " + e, e);
    }
    return file;
  }

  private static FileAttribute<?>[] only(Path folder, String permissions) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
