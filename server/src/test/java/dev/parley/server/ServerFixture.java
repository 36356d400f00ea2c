package dev.parley.server;

import dev.parley.server.config.ServerSettings;
import dev.parley.store.Engine;
import dev.parley.store.StorePlace;
import dev.parley.store.testing.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A started server on one engine, with a store that holds nothing yet. */
final class ServerFixture implements AutoCloseable {
  private final StoreFixture place;
  private final Path folder;
  private final Map<String, Object> settings = new HashMap<>();
  private ParleyServer server;

  private ServerFixture(Engine engine, Map<String, Object> more) throws IOException {
    place = StoreFixture.on(engine);
    folder = Files.createTempDirectory("parley-server");
    settings.put("port", 0);
    switch (place.settings().place()) {
      case StorePlace.Folder data -> settings.put("data", data.path());
      case StorePlace.Database database -> {
        settings.put("data", folder);
        settings.put("store", Map.of("url", database.url()));
      }
    }
    settings.putAll(more);
    server = ParleyServer.start(ServerSettings.of(settings));
  }

  static ServerFixture on(Engine engine) {
    return on(engine, Map.of());
  }

  static ServerFixture on(Engine engine, Map<String, Object> settings) {
    try {
      return new ServerFixture(engine, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that was free just now, for what has to be known before it is started. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ParleyServer server() {
    return server;
  }

  RawHttp http() {
    return new RawHttp(server.port());
  }

  /** Stops the server and starts another on the same data. */
  void restart() {
    server.close();
    server = ParleyServer.start(ServerSettings.of(settings));
  }

  @Override
  public void close() {
    server.close();
    place.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
