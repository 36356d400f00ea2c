package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * A client wants a WebSocket, and waits for its turn among those who have just come. All methods
 * belong to the connection's loop.
 */
public abstract class QueuedUpgrade implements Exchange, OpenAnswer {
  private final RealtimeEndpoint endpoint;
  private final Turn turn;
  private final HttpRequest request;

  protected QueuedUpgrade(RealtimeEndpoint endpoint, Turn turn, HttpRequest request) {
    this.endpoint = endpoint;
    this.turn = turn;
    this.request = request;
  }

  /** It is its turn, and it is still there. */
  protected abstract void greet(ChannelHandlerContext ctx);

  /** So many wait that it would wait too long. */
  protected abstract void refuse(ChannelHandlerContext ctx);

  protected final RealtimeEndpoint endpoint() {
    return endpoint;
  }

  protected final Turn turn() {
    return turn;
  }

  protected final HttpRequest request() {
    return request;
  }

  @Override
  public final boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0; // a request to upgrade has no body
  }

  @Override
  public final void onComplete(ChannelHandlerContext ctx) {
    if (!WebSocketUpgrade.isHandshake(ctx, request)) {
      return;
    }
    if (endpoint.greet(ctx.channel().eventLoop(), new Arrival(ctx))) {
      ctx.channel().config().setAutoRead(false); // a client that waits has nothing to say
      turn.keepOpen(this);
    }
  }

  @Override
  public final void onWritabilityChanged() {}

  @Override
  public final void onInactive() {}

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
        QueuedUpgrade.this.greet(ctx);
      }
    }

    @Override
    public void refuse() {
      QueuedUpgrade.this.refuse(ctx);
    }
  }
}
