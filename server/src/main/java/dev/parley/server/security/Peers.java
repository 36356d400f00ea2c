package dev.parley.server.security;

import dev.parley.messenger.session.Network;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.edge.Forwarded;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;

/** Whom a request came from; headers count only from trusted proxies. Thread-safe. */
@Singleton
public final class Peers {
  private final ServerSettings settings;

  Peers(ServerSettings settings) {
    this.settings = settings;
  }

  /** The client's address, empty if it cannot be told. */
  public String address(HttpRequest<?> request) {
    return forwarded(request).client();
  }

  /** The client's /24 or /64, by which attempts are counted. */
  public String network(HttpRequest<?> request) {
    return Network.of(address(request));
  }

  /** Whether the client's own connection is encrypted. */
  public boolean isHttps(HttpRequest<?> request) {
    return request.isSecure() || forwarded(request).https();
  }

  private Forwarded forwarded(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? Forwarded.of(
            settings.edge().trustedProxies(),
            netty.getChannelHandlerContext().channel().remoteAddress(),
            name -> Forwarded.joined(request.getHeaders().getAll(name)))
        : new Forwarded("", false);
  }
}
