package dev.parley.socketio.engine;

import dev.parley.channels.transport.OpenAnswer;
import dev.parley.channels.transport.Turn;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * The answer that a client's poll waits for. Given once, from whatever thread; the connection then
 * goes on with what the client sent behind its request.
 */
final class PollAnswer implements OpenAnswer {
  private final ChannelHandlerContext ctx;
  private final HttpRequest request;
  private final Turn turn;
  private @Nullable EngineSession taker; // of the channel's loop
  private boolean given; // of the thread that answers

  private PollAnswer(ChannelHandlerContext ctx, HttpRequest request, Turn turn) {
    this.ctx = ctx;
    this.request = request;
    this.turn = turn;
  }

  /** What follows on the connection waits for it. */
  static PollAnswer waiting(ChannelHandlerContext ctx, HttpRequest request, Turn turn) {
    var answer = new PollAnswer(ctx, request, turn);
    turn.keepOpen(answer);
    return answer;
  }

  /** Who is to be told if the connection goes before the answer is given. */
  void takenBy(EngineSession session) {
    taker = session;
  }

  @Override
  public void onWritabilityChanged() {
    // an answer is written once and whole
  }

  @Override
  public void onInactive() {
    if (taker != null) {
      taker.pollLost(this);
    }
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
