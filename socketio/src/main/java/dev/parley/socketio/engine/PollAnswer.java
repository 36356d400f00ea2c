package dev.parley.socketio.engine;

import dev.parley.channels.transport.Turn;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * The answer that a client's poll waits for. Given once, from whatever thread; the connection then
 * goes on with what the client sent behind its request.
 */
final class PollAnswer {
  private final ChannelHandlerContext ctx;
  private final HttpRequest request;
  private final Turn turn;
  private boolean given; // of the thread that answers

  PollAnswer(ChannelHandlerContext ctx, HttpRequest request, Turn turn) {
    this.ctx = ctx;
    this.request = request;
    this.turn = turn;
  }

  /** Says what waited. */
  void give(byte[] body) {
    write(EngineReply.of(request, HttpResponseStatus.OK, body, null));
  }

  void refuse(EngineError error) {
    write(EngineReply.of(request, error));
  }

  private void write(EngineReply reply) {
    if (!given) {
      given = true;
      reply
          .write(ctx)
          .addListener(_ -> {
            if (reply.keepsAlive()) {
              turn.answered(ctx);
            } else {
              ctx.close();
            }
          });
      ctx.flush();
    }
  }
}
