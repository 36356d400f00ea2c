package dev.parley.channels.transport;

import dev.parley.channels.session.Handshake;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a client says when it connects, which is the same on every transport. */
final class Handshakes {
  private Handshakes() {}

  static Handshake of(HttpRequest request, String key, Channel channel) {
    Map<String, List<String>> query = new QueryStringDecoder(request.uri()).parameters();
    return new Handshake(
        key,
        first(query, "protocol"),
        first(query, "client"),
        request.headers().get(HttpHeaderNames.ORIGIN),
        channel.pipeline().get(SslHandler.class) != null);
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }
}
