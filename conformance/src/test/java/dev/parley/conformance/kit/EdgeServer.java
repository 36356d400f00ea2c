package dev.parley.conformance.kit;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Feature;
import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The whole server with settings of the process's edge, in this process. */
public record EdgeServer(ParleyServer server) implements ServerUnderTest {
  /** Starts one with the checklist's app. */
  public static EdgeServer start(Path folder, Map<String, Object> edge, boolean forceTls) {
    var tree = new LinkedHashMap<String, Object>(edge);
    tree.put("port", 0);
    tree.put("data", folder.resolve("data").toString());
    App app = TestApp.standard().withOptions(TestApp.options().with(Feature.FORCE_TLS, forceTls));
    return new EdgeServer(ParleyServer.start(ServerSettings.of(tree).withApps(List.of(app))));
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String pathPrefix() {
    return "";
  }

  @Override
  public CompletableFuture<Void> drain(Duration over) {
    return server.node().drain(over);
  }

  /** Sends clients away and stops, as a signal does. */
  public void end() {
    server.drainAndClose();
  }

  @Override
  public void close() {
    server.close();
  }
}
