package dev.parley.conformance.kit;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The whole server in this process, on a free port, with a data folder that goes with it. */
final class ParleyUnderTest implements ServerUnderTest {
  private static final String ADMIN_TOKEN = "conformance-admin-token";

  private final Setup setup;
  private final Path data;
  private volatile ParleyServer server;

  private ParleyUnderTest(Setup setup, Path data) {
    this.setup = setup;
    this.data = data;
    this.server = start(setup, data, 0);
  }

  static ParleyUnderTest start(Setup setup) {
    return new ParleyUnderTest(setup, dataFolder());
  }

  private static ParleyServer start(Setup setup, Path data, int port) {
    var tree =
        Map.<String, Object>of(
            "host",
            "127.0.0.1",
            "port",
            port,
            "data",
            data.toString(),
            "path-prefix",
            setup.pathPrefix(),
            "event-loops",
            2,
            "lenient-protocol",
            setup.lenientProtocol(),
            "lenient-data",
            setup.lenientData(),
            "limits",
            changed(setup.limits()),
            "trusted-proxies",
            "127.0.0.1",
            "admin-token",
            ADMIN_TOKEN);
    ServerSettings settings = ServerSettings.of(tree).withApps(setup.apps());
    return ParleyServer.start(settings, setup.clock());
  }

  private static Map<String, Object> changed(Limits limits) {
    var changed = new TreeMap<String, Object>();
    for (Limit limit : Limit.values()) {
      if (limits.get(limit) != limit.defaultValue()) {
        changed.put(limit.key(), limits.get(limit));
      }
    }
    return changed;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public String pathPrefix() {
    return setup.pathPrefix();
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String adminToken() {
    return ADMIN_TOKEN;
  }

  @Override
  public CompletableFuture<Void> drain(Duration over) {
    return server.node().drain(over);
  }

  @Override
  public void restart() {
    int port = server.port();
    server.close();
    server = start(setup, data, port);
  }

  @Override
  public void close() {
    server.close();
    try {
      Files.walkFileTree(data, new Deleter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path dataFolder() {
    try {
      return Files.createTempDirectory("parley-conformance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes files before the folder that held them. */
  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
