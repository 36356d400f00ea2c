package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.OpenAnswer;
import dev.parley.channels.transport.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A client asks for what its session has to say, and waits until there is something. */
final class PollExchange implements Exchange, OpenAnswer {
  private final EngineSession session;
  private final Turn turn;
  private final HttpRequest request;
  private @Nullable PollAnswer answer;

  PollExchange(EngineSession session, Turn turn, HttpRequest request) {
    this.session = session;
    this.turn = turn;
    this.request = request;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    answer = new PollAnswer(ctx, request, turn);
    turn.keepOpen(this);
    session.poll(answer);
  }

  @Override
  public void onWritabilityChanged() {
    // an answer is written once and whole
  }

  @Override
  public void onInactive() {
    if (answer != null) {
      session.pollLost(answer);
    }
  }
}
