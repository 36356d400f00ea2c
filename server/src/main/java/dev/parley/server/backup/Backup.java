package dev.parley.server.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.StoreSnapshot;
import dev.parley.store.TableShape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an archive of everything that a server keeps, while servers run or not: they are not
 * disturbed, and what was acknowledged before is in it. Thread-safe; blocks.
 */
public final class Backup {
  static final String STORE = "store/";
  static final String SECRETS = "data/";
  static final String MEDIA = "media/";
  static final String CONFIGURATION = "config/parley.yml";

  /** Bytes of rows that one part holds in memory, and one row more. */
  private static final int PART = 1 << 20;

  private final ServerSettings settings;
  private final @Nullable Path configuration;
  private final String version;
  private final Clock clock;

  /**
   * Puts it together.
   *
   * @param configuration the settings file; null if there is none
   * @param version of this program
   */
  public Backup(
      ServerSettings settings, @Nullable Path configuration, String version, Clock clock) {
    this.settings = settings;
    this.configuration = configuration;
    this.version = version;
    this.clock = clock;
  }

  /** What was made. */
  public record Made(Path file, long size, long messages, long people, long media, Duration took) {}

  /**
   * Makes it.
   *
   * @param file must not exist yet; appears only when it is whole, readable by its owner alone
   * @throws BackupException in one line; then there is no file
   */
  public Made make(Path file) {
    Instant start = clock.instant();
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (folder == null || Files.exists(target)) {
      throw new BackupException(target + " exists already; choose another name");
    }
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      Counted counted = write(unfinished, start);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      DataFiles.force(folder);
      var made =
          new Made(
              target,
              Files.size(target),
              counted.manifest.rows("message"),
              counted.manifest.rows("account"),
              counted.media,
              Duration.between(start, clock.instant()));
      new LastBackup(start, target.toString(), made.size).note(settings);
      return made;
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw new BackupException("the archive cannot be written: " + e, e);
    } catch (IOException e) {
      throw new BackupException("the archive cannot be written: " + e.getMessage(), e);
    } finally {
      DataFiles.deleteQuietly(unfinished);
    }
  }

  private record Counted(Manifest manifest, long media) {}

  private Counted write(Path file, Instant start) throws IOException {
    try (FileChannel channel =
            FileChannel.open(DataFiles.createOwned(file), StandardOpenOption.WRITE);
        var archive = new ArchiveWriter(channel);
        StoreSnapshot store = StoreSnapshot.of(settings.store())) {
      var tables = new ArrayList<Manifest.Table>();
      for (TableShape table : store.tables()) {
        tables.add(new Manifest.Table(table, rows(archive, store, table)));
      }
      secrets(archive);
      // after the rows: what they speak of was there before them
      long media = media(archive);
      Manifest manifest =
          archive.finish((parts, bytes, digest) ->
              new Manifest(
                  version,
                  store.version(),
                  store.engine().name().toLowerCase(Locale.ROOT),
                  start.truncatedTo(ChronoUnit.MILLIS).toString(),
                  tables,
                  parts,
                  bytes,
                  digest));
      return new Counted(manifest, media);
    }
  }

  private static long rows(ArchiveWriter archive, StoreSnapshot store, TableShape table)
      throws IOException {
    var part = new RowLines.Part();
    var parts = new int[1];
    try (JsonGenerator json = RowLines.writer(part)) {
      long rows =
          store.read(
              table,
              values -> {
                RowLines.write(json, values);
                json.flush();
                if (part.size() >= PART) {
                  write(archive, table, part, ++parts[0]);
                }
              });
      json.flush();
      if (part.size() > 0) {
        write(archive, table, part, ++parts[0]);
      }
      return rows;
    }
  }

  private static void write(ArchiveWriter archive, TableShape table, RowLines.Part part, int number)
      throws IOException {
    String name = "%s%s/%06d.ndjson".formatted(STORE, table.name(), number);
    archive.part(name, part.array(), part.size());
    part.reset();
  }

  private void secrets(ArchiveWriter archive) throws IOException {
    for (Path secret : DataFiles.secrets(settings.data())) {
      archive.file(SECRETS + secret.getFileName(), secret);
    }
    if (configuration != null && Files.isRegularFile(configuration)) {
      archive.file(CONFIGURATION, configuration);
    }
  }

  private long media(ArchiveWriter archive) throws IOException {
    Path folder = settings.data().resolve(DataFiles.MEDIA);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long files = 0;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        String name = MEDIA + folder.relativize(file).toString().replace('\\', '/');
        try {
          archive.file(name, file);
          files++;
        } catch (NoSuchFileException _) {
          // deleted meanwhile: its message was purged
        }
      }
    }
    return files;
  }
}
