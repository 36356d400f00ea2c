package dev.parley.channels.transport;

import dev.parley.channels.session.Handshake;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/** Reads what a client says when it connects, which is the same on every transport. */
final class Handshakes {
  private Handshakes() {}

  static Handshake of(HttpRequest request, String key, Channel channel) {
    return new Handshake(
        key,
        Routes.parameter(request.uri(), "protocol"),
        Routes.parameter(request.uri(), "client"),
        request.headers().get(HttpHeaderNames.ORIGIN),
        ClientPeer.usesTls(channel, request.headers()),
        () -> ClientPeer.address(channel, request.headers()));
  }
}
