package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.HandshakeQueue;
import dev.parley.channels.transport.OpenAnswer;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A new client begins with polling. */
final class OpenExchange implements Exchange, OpenAnswer {
  private final RealtimeEndpoint endpoint;
  private final EngineSessions sessions;
  private final Turn turn;
  private final HttpRequest request;
  private @Nullable EngineSession session;
  private @Nullable PollAnswer answer;

  OpenExchange(RealtimeEndpoint endpoint, EngineSessions sessions, Turn turn, HttpRequest request) {
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
    var first = new PollAnswer(ctx, request, turn);
    answer = first;
    turn.keepOpen(this);
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
      case EngineSessions.Begun.Session(EngineSession begun) -> {
        session = begun;
        begun.poll(first);
      }
    }
  }

  @Override
  public void onWritabilityChanged() {
    // an answer is written once and whole
  }

  @Override
  public void onInactive() {
    if (session != null && answer != null) {
      session.pollLost(answer);
    }
  }
}
