package dev.parley.server.cli;

import dev.parley.server.config.ClientAddress;
import dev.parley.server.config.Edge;
import dev.parley.server.config.Loopback;
import dev.parley.server.config.ServerSettings;

/**
 * Where a client of this machine reaches the server.
 *
 * @param host IPv6 in brackets
 */
record Address(String scheme, String host, int port) {
  /** Where the server listens. */
  static Address listening(ServerSettings settings) {
    Edge.Tls tls = settings.edge().tls();
    boolean onlyTls = tls != null && tls.port() == null;
    return new Address(
        onlyTls ? "https" : "http", Loopback.reachable(settings.host()), settings.port());
  }

  /** What {@code PUSHER_HOST}, {@code PUSHER_PORT} and {@code PUSHER_SCHEME} say, else that. */
  static Address forClients(ServerSettings settings) {
    ClientAddress given = settings.client();
    Address listening = listening(settings);
    String scheme = given.scheme() == null ? listening.scheme : given.scheme();
    if (given.host() == null && given.port() == null) {
      return new Address(scheme, listening.host, listening.port);
    }
    String host = given.host() == null ? listening.host : Loopback.reachable(given.host());
    int usual = scheme.equals("https") ? 443 : 80;
    return new Address(scheme, host, given.port() == null ? usual : given.port());
  }

  String url() {
    return scheme + "://" + host + ":" + port;
  }
}
