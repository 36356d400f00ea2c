package dev.parley.channels.node;

import dev.parley.channels.transport.StandaloneServer;
import java.util.ArrayList;
import java.util.List;

/** A node behind a port, and the clients that came to it; all end together. */
final class ServedNode implements AutoCloseable {
  private final RealtimeNode node;
  private final StandaloneServer server;
  private final List<TestClient> clients = new ArrayList<>();

  ServedNode(RealtimeNode node) {
    this.node = node;
    this.server = node.listen(0);
  }

  TestClient connect() {
    var client = new TestClient(port());
    clients.add(client);
    return client;
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    clients.forEach(TestClient::close);
    server.close();
    node.close();
  }
}
