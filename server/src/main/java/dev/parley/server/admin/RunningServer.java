package dev.parley.server.admin;

import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The note that a running server leaves in its data folder, so that commands of the same machine
 * find it. It goes with the server; after a crash it stays, and then nothing answers at its
 * address.
 *
 * @param address scheme, host and port
 */
public record RunningServer(long pid, URI address) {
  private static final String FILE = "running.json";

  /** The server of this data folder, if its process still exists. */
  public static Optional<RunningServer> of(ServerSettings settings) {
    Path file = settings.data().resolve(FILE);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      Map<String, Object> tree = JsonTree.read(Files.readString(file));
      var server =
          new RunningServer(
              Long.parseLong(String.valueOf(tree.get("pid"))),
              URI.create(String.valueOf(tree.get("address"))));
      return Optional.of(server).filter(RunningServer::isAlive);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(file + " cannot be read: " + e.getMessage());
    }
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Leaves the note. */
  public void tell(ServerSettings settings) {
    String text = JsonTree.write(Map.of("pid", pid, "address", address.toString()));
    try {
      new OwnerFile(settings.data().resolve(FILE)).write(text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the note away. */
  public static void forget(ServerSettings settings) {
    try {
      Files.deleteIfExists(settings.data().resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
