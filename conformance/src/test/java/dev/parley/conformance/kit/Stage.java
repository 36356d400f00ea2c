package dev.parley.conformance.kit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one test needs: a server and clients of it, all closed when the test ends. Handed to a test
 * class's constructor by {@link OnStage}. For one thread.
 */
public final class Stage implements AutoCloseable {
  private final ServerUnderTest server;
  private final Deque<Runnable> opened = new ArrayDeque<>();

  Stage(ServerUnderTest server) {
    this.server = server;
  }

  public ServerUnderTest server() {
    return server;
  }

  /** Another stage on a server of its own. */
  public Stage with(Setup setup) {
    ServerUnderTest own = ParleyUnderTest.start(setup);
    opened.push(own::close);
    Stage stage = new Stage(own);
    opened.push(stage::close);
    return stage;
  }

  /** Another stage on a server that the test started and ends. */
  public Stage on(ServerUnderTest other) {
    Stage stage = new Stage(other);
    opened.push(stage::close);
    return stage;
  }

  /** The same server, reached through a proxy that ends with this stage. */
  public Stage through(Proxy proxy) {
    opened.push(proxy::close);
    Stage stage = new Stage(proxy);
    opened.push(stage::close);
    return stage;
  }

  public Dial dial() {
    return new Dial(server, probe -> opened.push(probe::close));
  }

  /** A client of the checklist's app, connected as pusher-js does it. */
  public Probe connect() {
    return dial().connect();
  }

  public SignedApi api() {
    return new SignedApi(server);
  }

  public AdminApi admin() {
    return new AdminApi(server, "Bearer " + server.adminToken());
  }

  public RawHttp http() {
    RawHttp http = new RawHttp(server);
    opened.push(http::close);
    return http;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
