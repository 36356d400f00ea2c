package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** A client asks for what its session has to say, and waits until there is something. */
record PollExchange(EngineSession session, Turn turn, HttpRequest request) implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    session.poll(PollAnswer.waiting(ctx, request, turn));
  }
}
