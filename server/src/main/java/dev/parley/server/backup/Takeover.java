package dev.parley.server.backup;

import dev.parley.server.admin.OwnerFile;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.PostgresSchema;
import dev.parley.store.StorePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Puts what was restored in the place of what was there, and that beside.
 *
 * <p>All of it lies ready in {@code .restore/new} of the data folder, or in a schema of its own,
 * before anything moves. Then {@code .restore/takeover.json} is written: from then on a process
 * that stops in the middle is no harm, since the next {@code serve} or {@code restore} moves the
 * rest. On PostgreSQL the transaction that moves the tables is what counts: as long as the schema
 * beside is there, it was not committed, and everything stays as it was.
 */
public final class Takeover {
  static final String SCHEMA = "parley_restore";
  private static final String FOLDER = ".restore";
  private static final String NEW = "new";
  private static final String MARK = "takeover.json";

  /** The old log belongs to the old file; moved first, it cannot be taken for the new one's. */
  private static final List<String> LOGS = List.of("parley.db-wal", "parley.db-shm");

  private final ServerSettings settings;
  private final Path folder;

  public Takeover(ServerSettings settings) {
    this.settings = settings;
    this.folder = settings.data().toAbsolutePath().resolve(FOLDER);
  }

  /** Where the new files are gathered. */
  Path fresh() {
    return folder.resolve(NEW);
  }

  /** A place beside the new files, for what does not belong into the data folder. */
  Path aside() {
    return folder;
  }

  /** Makes room; what an earlier restore left unfinished is deleted. */
  void prepare() throws IOException {
    discard();
    DataFiles.createOwnedFolder(fresh());
    if (settings.store() instanceof StorePlace.Database database) {
      beside(database).create();
    }
  }

  private static PostgresSchema beside(StorePlace.Database database) {
    return new PostgresSchema(database, SCHEMA);
  }

  /** Where the new store is built. */
  StorePlace place() {
    return switch (settings.store()) {
      case StorePlace.Folder _ -> new StorePlace.Folder(fresh());
      case StorePlace.Database database -> beside(database).place();
    };
  }

  /** Gives up what was not taken over. */
  void discard() {
    DataFiles.deleteQuietly(folder);
    if (settings.store() instanceof StorePlace.Database database) {
      beside(database).drop();
    }
  }

  /**
   * Takes over.
   *
   * @param stamp part of the names under which what was there is kept
   * @param guard on PostgreSQL, runs in the transaction that moves the tables
   */
  void commit(String stamp, Consumer<Handle> guard) throws IOException {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("keep", keptFolder(stamp));
    new OwnerFile(folder.resolve(MARK)).write(JsonTree.write(tree) + "\n");
    DataFiles.force(folder);
    if (settings.store() instanceof StorePlace.Database database) {
      try {
        beside(database).takeOver(guard, new PostgresSchema(database, keptSchema(stamp)));
      } catch (RuntimeException e) {
        Files.delete(folder.resolve(MARK));
        throw e;
      }
    }
    try {
      moveAll();
    } catch (IOException e) {
      throw new BackupException(
          "the restored files cannot all be moved into place: %s; the next serve or restore goes on"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Whether files are on their way, so that there is no way back. */
  boolean isUnderWay() {
    return Files.exists(folder.resolve(MARK));
  }

  static String keptFolder(String stamp) {
    return "before-restore-" + stamp;
  }

  static String keptSchema(String stamp) {
    return "parley_before_" + stamp;
  }

  /**
   * Moves the rest, if a process stopped in the middle; if it stopped before, nothing is done.
   *
   * @throws BackupException if that fails
   */
  public void finishInterrupted() {
    if (!Files.exists(folder.resolve(MARK))) {
      return;
    }
    if (settings.store() instanceof StorePlace.Database database && beside(database).exists()) {
      discard();
      return;
    }
    try {
      moveAll();
    } catch (IOException e) {
      throw new BackupException(
          "a restore was interrupted and cannot be ended: %s; the rest lies in %s"
              .formatted(e.getMessage(), folder),
          e);
    }
  }

  private void moveAll() throws IOException {
    Map<String, Object> mark = JsonTree.read(Files.readString(folder.resolve(MARK)));
    Path data = settings.data().toAbsolutePath();
    Path kept = data.resolve(String.valueOf(mark.get("keep")));
    List<String> names = names();
    if (names.contains("parley.db")) {
      for (String log : LOGS) {
        keep(data.resolve(log), kept);
      }
    }
    for (String name : names) {
      keep(data.resolve(name), kept);
      Files.move(fresh().resolve(name), data.resolve(name));
    }
    DataFiles.force(data);
    DataFiles.deleteQuietly(folder);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(fresh())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static void keep(Path old, Path kept) throws IOException {
    if (Files.exists(old)) {
      DataFiles.createOwnedFolder(kept);
      Files.move(old, kept.resolve(old.getFileName()));
      DataFiles.force(kept);
    }
  }
}
