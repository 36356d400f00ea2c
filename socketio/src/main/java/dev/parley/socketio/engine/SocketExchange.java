package dev.parley.socketio.engine;

import dev.parley.channels.transport.QueuedUpgrade;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.Turn;
import dev.parley.channels.transport.WebSocketUpgrade;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** A new client begins with a WebSocket. */
final class SocketExchange extends QueuedUpgrade {
  private final EngineSessions sessions;

  SocketExchange(
      RealtimeEndpoint endpoint, EngineSessions sessions, Turn turn, HttpRequest request) {
    super(endpoint, turn, request);
    this.sessions = sessions;
  }

  @Override
  protected void greet(ChannelHandlerContext ctx) {
    switch (sessions.begin(ctx.channel().eventLoop(), Visitors.of(ctx, request()), false)) {
      case EngineSessions.Begun.Refused(EngineError error) -> refuse(ctx, error);
      case EngineSessions.Begun.Session(EngineSession session) -> {
        ctx.channel().closeFuture().addListener(_ -> session.lost()); // also without a handshake
        WebSocketUpgrade.perform(
            ctx,
            request(),
            sessions.settings().packetBytes(),
            open -> SocketLine.first(session, open));
      }
    }
  }

  @Override
  protected void refuse(ChannelHandlerContext ctx) {
    refuse(ctx, EngineError.NO_ROOM);
  }

  private void refuse(ChannelHandlerContext ctx, EngineError error) {
    EngineReply.of(request(), error).writeWhole(ctx);
    if (turn().keepsOpen()) { // it has waited, so nobody flushes behind it
      ctx.flush();
      ctx.channel().config().setAutoRead(true);
      turn().answered(ctx);
    }
  }
}
