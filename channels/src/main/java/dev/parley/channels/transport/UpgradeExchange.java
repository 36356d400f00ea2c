package dev.parley.channels.transport;

import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.Admission.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Pusher protocol wants a WebSocket. Refusals come after the upgrade, as an error
 * event and a close code: of an HTTP status a browser would show nothing, and pusher-js would retry
 * for ever.
 */
final class UpgradeExchange implements Exchange, OpenAnswer {
  private final RealtimeEndpoint endpoint;
  private final HttpRouter router;
  private final HttpRequest request;
  private final @Nullable String key;

  /**
   * A request to upgrade.
   *
   * @param key the app key of the path, or null where the path is no app's
   */
  UpgradeExchange(
      RealtimeEndpoint endpoint, HttpRouter router, HttpRequest request, @Nullable String key) {
    this.endpoint = endpoint;
    this.router = router;
    this.request = request;
    this.key = key;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0; // a request to upgrade has no body
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    if (!WebSocketUpgrade.isHandshake(ctx, request)) {
      return;
    }
    if (endpoint.greet(ctx.channel().eventLoop(), new Arrival(ctx))) {
      ctx.channel().config().setAutoRead(false); // a client that waits has nothing to say
      router.keepOpen(this);
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
      if (router.holdsMore()) {
        ctx.close(); // it has spoken before it was answered, in what is no HTTP
      } else if (ctx.channel().isActive()) {
        upgrade(ctx, verdict(ctx.channel()));
      }
    }

    @Override
    public void refuse() {
      upgrade(ctx, HandshakeQueue.TOO_MANY);
    }
  }

  @Override
  public void onWritabilityChanged() {}

  @Override
  public void onInactive() {}

  private void upgrade(ChannelHandlerContext ctx, Verdict verdict) {
    WebSocketUpgrade.perform(
        ctx,
        request,
        endpoint.maxFrameBytes(),
        endpoint.compression(),
        compressed -> nextHandler(verdict, compressed));
  }

  private Verdict verdict(Channel channel) {
    if (key == null) {
      return new Verdict.Refused(ErrorCode.PATH_NOT_FOUND);
    }
    return endpoint.admission().decide(Handshakes.of(request, key, channel));
  }

  private ChannelHandler nextHandler(Verdict verdict, boolean compressed) {
    return switch (verdict) {
      case Verdict.Admitted client ->
          new WebSocketHandler(
              ctx -> WebSocketConnection.open(endpoint, client, ctx, compressed),
              endpoint.maxFrameBytes());
      case Verdict.Refused refused -> new RefusalHandler(endpoint.hub(), refused);
    };
  }
}
