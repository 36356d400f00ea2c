package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.HandshakeQueue;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** A new client begins with polling. */
record OpenExchange(
    RealtimeEndpoint endpoint, EngineSessions sessions, Turn turn, HttpRequest request)
    implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    PollAnswer first = PollAnswer.waiting(ctx, request, turn);
    endpoint.greet(
        ctx.channel().eventLoop(),
        new HandshakeQueue.Arrival() {
          @Override
          public void greet() {
            if (ctx.channel().isActive()) {
              begin(ctx, first);
            }
          }

          @Override
          public void refuse() {
            first.refuse(EngineError.NO_ROOM);
          }
        });
  }

  private void begin(ChannelHandlerContext ctx, PollAnswer first) {
    switch (sessions.begin(ctx.channel().eventLoop(), Visitors.of(ctx, request), true)) {
      case EngineSessions.Begun.Refused(EngineError error) -> first.refuse(error);
      case EngineSessions.Begun.Session(EngineSession begun) -> begun.poll(first);
    }
  }
}
