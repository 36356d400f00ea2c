package dev.parley.server.backup;

import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.sync.Epoch;
import dev.parley.server.admin.RunningServer;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.StoreException;
import dev.parley.store.StorePlace;
import dev.parley.store.StoreRebuild;
import dev.parley.store.StoreSnapshot;
import dev.parley.store.StoreUse;
import dev.parley.store.TableShape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Goes back to an archive. Every checksum is compared and the whole store is built before anything
 * that is there is touched. Used by one thread; blocks.
 */
public final class Restore {
  private static final String LOCK = ".restore.lock";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ServerSettings settings;
  private final Path configuration;
  private final Clock clock;
  private final RandomGenerator random;
  private final Takeover takeover;

  /**
   * Puts it together.
   *
   * @param configuration where the settings file belongs
   * @param random for the number that tells the restored store from the copied one
   */
  public Restore(ServerSettings settings, Path configuration, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.configuration = configuration.toAbsolutePath().normalize();
    this.clock = clock;
    this.random = random;
    this.takeover = new Takeover(settings);
  }

  /**
   * What was restored.
   *
   * @param madeAt when the archive was made; ISO 8601, UTC
   * @param kept where that lies which was there before; null if there was nothing
   * @param settingsFile where the settings of the archive lie; null if it has none
   */
  public record Restored(
      String madeAt,
      String engine,
      long messages,
      long people,
      @Nullable String kept,
      @Nullable Path settingsFile,
      Duration took) {}

  /**
   * Restores.
   *
   * @param force whether what is there may be put aside
   * @throws BackupException in one line; then everything is as it was
   */
  public Restored run(Path archive, boolean force) {
    Instant start = clock.instant();
    Path data = settings.data().toAbsolutePath();
    try {
      DataFiles.createOwnedFolder(data);
      try (FileChannel channel =
              FileChannel.open(
                  data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new BackupException("another restore is at work in " + data);
        }
        takeover.finishInterrupted();
        return run(archive, force, start);
      } catch (OverlappingFileLockException e) {
        throw new BackupException("another restore is at work in " + data, e);
      } finally {
        Files.deleteIfExists(data.resolve(LOCK));
      }
    } catch (StoreException e) {
      throw new BackupException(e.getMessage() + "; nothing was changed", e);
    } catch (IOException e) {
      throw new BackupException(
          "the archive cannot be restored: %s; nothing was changed".formatted(e.getMessage()), e);
    }
  }

  private Restored run(Path archive, boolean force, Instant start) throws IOException {
    requireStopped();
    boolean present = StoreSnapshot.isThere(settings.store());
    if (present && !force) {
      throw new BackupException(
          "there is a store at %s already; --force puts it aside".formatted(settings.store()));
    }
    boolean leased = present && requireNoLease();
    Manifest manifest = ArchiveReader.read(archive, (_, _, _) -> {});
    requireRoom(manifest);
    String stamp = STAMP.format(start);
    try {
      takeover.prepare();
      try (StoreRebuild store = StoreRebuild.begin(takeover.place(), manifest.schema())) {
        fill(store, manifest, archive);
        store.finish(new AfterRestore(new Epoch(takeover.place().engine(), random))::run);
      }
      requireStopped();
      requireUnused();
      byte[] text = settingsText();
      takeover.commit(
          stamp, handle -> requireNoLease(leased && NodeLease.anyAlive(handle, clock.millis())));
      return new Restored(
          manifest.createdAt(),
          manifest.engine(),
          manifest.rows("message"),
          manifest.rows("account"),
          present ? kept(stamp) : null,
          text.length == 0 ? null : writeSettings(text),
          Duration.between(start, clock.instant()));
    } catch (IOException | RuntimeException e) {
      if (!takeover.isUnderWay()) {
        takeover.discard();
      }
      throw e;
    }
  }

  private String kept(String stamp) {
    return switch (settings.store()) {
      case StorePlace.Folder _ ->
          settings.data().toAbsolutePath().resolve(Takeover.keptFolder(stamp)).toString();
      case StorePlace.Database database ->
          "schema %s of %s".formatted(Takeover.keptSchema(stamp), database);
    };
  }

  private void requireStopped() {
    RunningServer.of(settings)
        .ifPresent(server -> {
          throw new BackupException(
              "a server runs on this data (process %d); stop it first".formatted(server.pid()));
        });
  }

  /**
   * Refuses while a server uses the store, wherever that runs.
   *
   * @return whether the store tells; one that cannot be read any more has nobody who uses it
   */
  private boolean requireNoLease() {
    try (StoreSnapshot store = StoreSnapshot.of(settings.store())) {
      boolean tells = store.has("node_lease");
      requireNoLease(
          tells && store.<Boolean>ask(handle -> NodeLease.anyAlive(handle, clock.millis())));
      return tells;
    } catch (StoreException _) {
      return false;
    }
  }

  private void requireNoLease(boolean alive) {
    if (alive) {
      throw new BackupException(
          "a server runs on %s, or was killed a moment ago; stop it first, or wait 10 seconds"
              .formatted(settings.store()));
    }
  }

  private void requireUnused() {
    if (settings.store() instanceof StorePlace.Folder folder && StoreUse.isOpenElsewhere(folder)) {
      throw new BackupException(
          "another process has the store in %s open; stop it first".formatted(folder));
    }
  }

  private void requireRoom(Manifest manifest) throws IOException {
    long free = Files.getFileStore(settings.data()).getUsableSpace();
    if (free < manifest.bytes()) {
      throw new BackupException(
          "it needs at least %,d MiB in %s, and %,d MiB are free"
              .formatted(manifest.bytes() >> 20, settings.data(), free >> 20));
    }
  }

  private void fill(StoreRebuild store, Manifest manifest, Path archive) throws IOException {
    store.clear(manifest.shapes());
    try (var parts = new RestoredParts(store, manifest, takeover)) {
      ArchiveReader.read(archive, parts);
    }
    for (Manifest.Table table : manifest.tables()) {
      TableShape shape = table.shape();
      long rows = store.count(shape);
      if (rows != table.rows()) {
        throw new BackupException(
            "%s: %d rows of %s are there, expected %d"
                .formatted(archive, rows, shape.name(), table.rows()));
      }
    }
  }

  /** The settings file of the archive; empty if it has none. */
  private byte[] settingsText() throws IOException {
    Path restored = takeover.aside().resolve(RestoredParts.SETTINGS);
    return Files.exists(restored) ? Files.readAllBytes(restored) : new byte[0];
  }

  /** Puts the settings where they belong, or beside what is there. */
  private Path writeSettings(byte[] text) throws IOException {
    if (!Files.exists(configuration)) {
      return Files.write(DataFiles.createOwned(configuration), text);
    }
    if (Arrays.equals(text, Files.readAllBytes(configuration))) {
      return configuration;
    }
    Path beside = configuration.resolveSibling(configuration.getFileName() + ".restored");
    Files.deleteIfExists(beside);
    return Files.write(DataFiles.createOwned(beside), text);
  }
}
