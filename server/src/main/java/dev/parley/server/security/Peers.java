package dev.parley.server.security;

import dev.parley.messenger.apikey.KeyHolder;
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

  /** For a log: the client's address, and before it the key that was shown, if one was. */
  public String described(HttpRequest<?> request) {
    String address = address(request);
    return request
        .getAttribute(Authentication.KEY_HOLDER, KeyHolder.class)
        .map(holder -> "key %d at %s".formatted(holder.keyId(), address))
        .orElse(address);
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
