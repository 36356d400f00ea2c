package dev.parley.server.backup;

import dev.parley.store.StoreRebuild;
import dev.parley.store.TableShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Brings each part of an archive to where it is gathered. Used by one thread. */
final class RestoredParts implements ArchiveReader.Visitor, AutoCloseable {
  static final String SETTINGS = "parley.yml";

  private final StoreRebuild store;
  private final Manifest manifest;
  private final Takeover takeover;
  private @Nullable TableShape table;
  private StoreRebuild.@Nullable Filler filler;

  RestoredParts(StoreRebuild store, Manifest manifest, Takeover takeover) {
    this.store = store;
    this.manifest = manifest;
    this.takeover = takeover;
  }

  @Override
  public void part(String name, InputStream content, long size) throws IOException {
    if (name.startsWith(Backup.STORE)) {
      RowLines.read(content, filler(name)::add);
    } else if (name.startsWith(Backup.MEDIA)) {
      keep(content, within(takeover.fresh(), name));
    } else if (name.equals(Backup.CONFIGURATION)) {
      keep(content, takeover.aside().resolve(SETTINGS));
    } else if (name.startsWith(Backup.SECRETS)
        && DataFiles.isSecret(name.substring(Backup.SECRETS.length()))) {
      keep(content, takeover.fresh().resolve(name.substring(Backup.SECRETS.length())));
    } else {
      throw unknown(name);
    }
  }

  /** Of the table that a part belongs to; the parts of a table stand together. */
  private StoreRebuild.Filler filler(String part) {
    String[] steps = part.split("/", -1);
    if (steps.length != 3) {
      throw unknown(part);
    }
    StoreRebuild.Filler open = filler;
    if (open != null && table != null && table.name().equals(steps[1])) {
      return open;
    }
    close();
    TableShape next =
        manifest.shapes().stream()
            .filter(shape -> shape.name().equals(steps[1]))
            .findFirst()
            .orElseThrow(() -> unknown(part));
    StoreRebuild.Filler begun = store.fill(next);
    table = next;
    filler = begun;
    return begun;
  }

  private static Path within(Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder.resolve(DataFiles.MEDIA))) {
      throw unknown(name);
    }
    return path;
  }

  private static void keep(InputStream content, Path path) throws IOException {
    Path folder = path.getParent();
    if (folder != null) {
      DataFiles.createOwnedFolder(folder);
    }
    Files.deleteIfExists(path);
    try (FileChannel file =
        FileChannel.open(DataFiles.createOwned(path), StandardOpenOption.WRITE)) {
      content.transferTo(Channels.newOutputStream(file));
      file.force(true);
    }
  }

  private static BackupException unknown(String name) {
    return new BackupException("this Parley does not know what %s in it is".formatted(name));
  }

  /** Writes the last rows. */
  @Override
  public void close() {
    StoreRebuild.Filler open = filler;
    filler = null;
    if (open != null) {
      open.close();
    }
  }
}
