package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.HandshakeQueue;
import dev.parley.channels.transport.OpenAnswer;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.Turn;
import dev.parley.channels.transport.WebSocketUpgrade;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** A new client begins with a WebSocket. */
final class SocketExchange implements Exchange, OpenAnswer {
  private final RealtimeEndpoint endpoint;
  private final EngineSessions sessions;
  private final Turn turn;
  private final HttpRequest request;

  SocketExchange(
      RealtimeEndpoint endpoint, EngineSessions sessions, Turn turn, HttpRequest request) {
    this.endpoint = endpoint;
    this.sessions = sessions;
    this.turn = turn;
    this.request = request;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    if (!WebSocketUpgrade.isHandshake(ctx, request)) {
      return;
    }
    if (endpoint.greet(ctx.channel().eventLoop(), new Arrival(ctx))) {
      ctx.channel().config().setAutoRead(false); // a client that waits has nothing to say
      turn.keepOpen(this);
    }
  }

  /** The client, as the queue knows it. */
  private final class Arrival implements HandshakeQueue.Arrival {
    private final ChannelHandlerContext ctx;

    Arrival(ChannelHandlerContext ctx) {
      this.ctx = ctx;
    }

    @Override
    public void greet() {
      if (turn.holdsMore()) {
        ctx.close(); // it has spoken before it was answered, in what is no HTTP
      } else if (ctx.channel().isActive()) {
        begin(ctx);
      }
    }

    @Override
    public void refuse() {
      SocketExchange.this.refuse(ctx, EngineError.NO_ROOM);
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    switch (sessions.begin(ctx.channel().eventLoop(), Visitors.of(ctx, request), false)) {
      case EngineSessions.Begun.Refused(EngineError error) -> refuse(ctx, error);
      case EngineSessions.Begun.Session(EngineSession session) -> {
        ctx.channel().closeFuture().addListener(_ -> session.lost()); // also without a handshake
        WebSocketUpgrade.perform(
            ctx,
            request,
            sessions.settings().packetBytes(),
            open -> SocketLine.first(session, open));
      }
    }
  }

  private void refuse(ChannelHandlerContext ctx, EngineError error) {
    EngineReply.of(request, error).writeWhole(ctx);
    if (turn.keepsOpen()) { // it has waited, so nobody flushes behind it
      ctx.flush();
      ctx.channel().config().setAutoRead(true);
      turn.answered(ctx);
    }
  }

  @Override
  public void onWritabilityChanged() {}

  @Override
  public void onInactive() {}
}
