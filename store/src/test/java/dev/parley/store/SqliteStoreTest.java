package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the embedded engine promises. */
class SqliteStoreTest {
  @TempDir Path folder;

  @Test
  void forcesEveryCommitToTheDiskThroughAWriteAheadLog() {
    try (Store store = Notes.open(StoreSettings.in(folder))) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).as("FULL").isEqualTo("2");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(store, "wal_autocheckpoint")).isEqualTo("10000");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("10000");
    }
  }

  @Test
  void keepsTheFileToItsOwner() throws Exception {
    Path data = folder.resolve("made/here");
    Notes.open(StoreSettings.in(data)).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("parley.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void saysWhichFolderCannotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Notes.open(StoreSettings.in(file)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(
        broken.resolve("parley.db"), "this is no database, but long enough to be one");
    assertThatThrownBy(() -> Notes.open(StoreSettings.in(broken)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a database");
  }

  private static String pragma(Store store, String name) {
    return store
        .write(handle -> handle.createQuery("pragma " + name).mapTo(String.class).one())
        .join();
  }
}
