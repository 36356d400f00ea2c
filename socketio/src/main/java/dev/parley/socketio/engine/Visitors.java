package dev.parley.socketio.engine;

import dev.parley.channels.transport.ClientPeer;
import dev.parley.socketio.engine.EngineSessions.Visitor;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/** Reads from its first request who a client is. */
final class Visitors {
  private Visitors() {}

  static Visitor of(ChannelHandlerContext ctx, HttpRequest request) {
    return new Visitor(
        ClientPeer.address(ctx.channel(), request.headers()),
        request.headers().get(HttpHeaderNames.ORIGIN),
        request.headers().get(HttpHeaderNames.AUTHORIZATION));
  }
}
