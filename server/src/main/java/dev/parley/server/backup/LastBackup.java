package dev.parley.server.backup;

import dev.parley.server.admin.OwnerFile;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The note of the last archive that was made of a data folder, for those who look after it.
 *
 * @param size in bytes
 */
public record LastBackup(Instant at, String file, long size) {
  static final String FILE = "last-backup.json";

  private static final Logger log = LoggerFactory.getLogger(LastBackup.class);

  /** The last one; empty if there was none, or its note cannot be read. */
  public static Optional<LastBackup> of(ServerSettings settings) {
    Path file = settings.data().resolve(FILE);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      Map<String, Object> tree = JsonTree.read(Files.readString(file));
      return Optional.of(
          new LastBackup(
              Instant.parse(String.valueOf(tree.get("at"))),
              String.valueOf(tree.get("file")),
              Long.parseLong(String.valueOf(tree.get("size")))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      log.debug("{} cannot be read", file, e);
      return Optional.empty();
    }
  }

  void note(ServerSettings settings) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("at", at.toString());
    tree.put("file", file);
    tree.put("size", size);
    try {
      new OwnerFile(settings.data().resolve(FILE)).write(JsonTree.write(tree) + "\n");
    } catch (IOException e) {
      log.warn("the note of this backup cannot be kept in {}: {}", settings.data(), e.toString());
    }
  }
}
