package dev.parley.channels.transport;

import dev.parley.channels.session.Handshake;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;

/** Reads what a client says when it connects, which is the same on every transport. */
final class Handshakes {
  private Handshakes() {}

  static Handshake of(HttpRequest request, String key, Channel channel) {
    return new Handshake(
        key,
        Routes.parameter(request.uri(), "protocol"),
        Routes.parameter(request.uri(), "client"),
        request.headers().get(HttpHeaderNames.ORIGIN),
        channel.pipeline().get(SslHandler.class) != null || isSecureOutside(request));
  }

  /**
   * Whether a proxy in front says that the client came over TLS. Anybody may say so; who does it
   * wrongly has only given up a protection of their own.
   */
  private static boolean isSecureOutside(HttpRequest request) {
    String scheme = request.headers().get("X-Forwarded-Proto", "");
    int comma = scheme.indexOf(',');
    return (comma < 0 ? scheme : scheme.substring(0, comma)).strip().equalsIgnoreCase("https");
  }
}
