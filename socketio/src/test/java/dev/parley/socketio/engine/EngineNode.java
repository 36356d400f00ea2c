package dev.parley.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limits;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.transport.StandaloneServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A node with a guest that says everything back. */
final class EngineNode implements AutoCloseable {
  static final int PACKET_BYTES = 1_000;
  static final int PER_ADDRESS = 40;

  private final RealtimeNode node;
  private final StandaloneServer server;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger farewells = new AtomicInteger();

  EngineNode(long pingMillis, long probeMillis, Limits limits) {
    this(pingMillis, probeMillis, AppOptions.DEFAULTS.withLimits(limits));
  }

  EngineNode(long pingMillis, long probeMillis, AppOptions options) {
    var app = new App("app", "App", List.of(new AppKey("key", "secret")), true, options);
    node =
        new RealtimeNode(
            NodeSettings.of(2).withLimits(options.limits()),
            new FixedApps(List.of(app)),
            Clock.systemUTC());
    var settings =
        new EngineSettings(PACKET_BYTES, 10, pingMillis, 5_000, probeMillis, PER_ADDRESS);
    node.host(endpoint ->
        new EngineServer(
            endpoint, "app", settings, (session, _) -> new Echo(session), new SecureRandom()));
    server = node.listen(0);
  }

  /** Says what it hears, with who it is said to. */
  private final class Echo implements EngineHandler {
    private final EngineSession session;

    Echo(EngineSession session) {
      this.session = session;
      open.incrementAndGet();
    }

    @Override
    public void onText(String text) {
      if (text.equals("fail")) {
        throw new IllegalStateException("as it was asked to");
      }
      session.say(("4" + text).getBytes(UTF_8));
    }

    @Override
    public void onBinary(byte[] message) {
      session.say(("4binary of " + message.length).getBytes(UTF_8));
    }

    @Override
    public List<byte[]> farewell(int code, String reason) {
      farewells.incrementAndGet();
      return List.of(("4farewell " + code).getBytes(UTF_8));
    }

    @Override
    public void onClosed() {
      open.decrementAndGet();
    }
  }

  RealtimeNode node() {
    return node;
  }

  int port() {
    return server.port();
  }

  /** Sessions whose handler was not told of their end. */
  int open() {
    return open.get();
  }

  /** Sessions that the server has ended. */
  int farewells() {
    return farewells.get();
  }

  @Override
  public void close() {
    server.close();
    node.close();
  }
}
