package dev.parley.channels.transport;

import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.Admission.Verdict;
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
final class UpgradeExchange extends QueuedUpgrade {
  private final @Nullable String key;

  /**
   * A request to upgrade.
   *
   * @param key the app key of the path, or null where the path is no app's
   */
  UpgradeExchange(
      RealtimeEndpoint endpoint, HttpRouter router, HttpRequest request, @Nullable String key) {
    super(endpoint, router, request);
    this.key = key;
  }

  @Override
  protected void greet(ChannelHandlerContext ctx) {
    upgrade(ctx, verdict(ctx.channel()));
  }

  @Override
  protected void refuse(ChannelHandlerContext ctx) {
    upgrade(ctx, HandshakeQueue.TOO_MANY);
  }

  private void upgrade(ChannelHandlerContext ctx, Verdict verdict) {
    WebSocketUpgrade.perform(
        ctx,
        request(),
        endpoint().maxFrameBytes(),
        endpoint().compression(),
        compressed -> nextHandler(verdict, compressed));
  }

  private Verdict verdict(Channel channel) {
    if (key == null) {
      return new Verdict.Refused(ErrorCode.PATH_NOT_FOUND);
    }
    return endpoint().admission().decide(Handshakes.of(request(), key, channel));
  }

  private ChannelHandler nextHandler(Verdict verdict, boolean compressed) {
    return switch (verdict) {
      case Verdict.Admitted client ->
          new WebSocketHandler(
              ctx -> WebSocketConnection.open(endpoint(), client, ctx, compressed),
              endpoint().maxFrameBytes());
      case Verdict.Refused refused -> new RefusalHandler(endpoint().hub(), refused);
    };
  }
}
