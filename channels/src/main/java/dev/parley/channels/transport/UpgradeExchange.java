package dev.parley.channels.transport;

import dev.parley.channels.api.ApiResponse;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.Admission.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a connection into a WebSocket. Refusals come after the upgrade, as an error event and a
 * close code: of an HTTP status a browser would show nothing, and pusher-js would retry for ever.
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
    HttpHeaders headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)
        || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      JsonReply.write(
          ctx, request, JsonReply.of(ApiResponse.error(400, "malformed WebSocket handshake")));
      return;
    }
    if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      var response = JsonReply.of(ApiResponse.error(426, "expected WebSocket version 13"));
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
      JsonReply.write(ctx, request, response);
      return;
    }
    var arrival = new Arrival(ctx);
    if (endpoint.handshakes(ctx.channel().eventLoop()).add(arrival)) {
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
    Channel channel = ctx.channel();
    Compression compression =
        endpoint.compression()
            ? Compression.agree(request.headers(), endpoint.maxFrameBytes())
            : null;
    ChannelHandler next = nextHandler(verdict, compression != null);
    removeHttpHandlers(ctx);
    var answer = new DefaultHttpHeaders();
    if (compression != null) {
      channel.pipeline().addLast("parley-inflate", compression.decoder());
      answer.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, compression.answer());
    }
    channel.pipeline().addLast("parley-websocket", next);
    var full =
        new DefaultFullHttpRequest(
            request.protocolVersion(),
            request.method(),
            request.uri(),
            Unpooled.EMPTY_BUFFER,
            request.headers(),
            EmptyHttpHeaders.INSTANCE);
    Upgrade.answering(request.headers(), endpoint.maxFrameBytes(), compression != null)
        .handshake(channel, full, answer, channel.newPromise())
        .addListener(done -> {
          if (done.isSuccess()) {
            channel.pipeline().remove("wsencoder"); // frames are encoded before they are written
            channel.pipeline().fireUserEventTriggered(Upgraded.INSTANCE);
            channel.config().setAutoRead(true);
          } else {
            channel.close();
          }
        });
  }

  private Verdict verdict(Channel channel) {
    if (key == null) {
      return new Verdict.Refused(ErrorCode.PATH_NOT_FOUND);
    }
    return endpoint.admission().decide(Handshakes.of(request, key, channel));
  }

  private ChannelHandler nextHandler(Verdict verdict, boolean compressed) {
    return switch (verdict) {
      case Verdict.Admitted admitted -> new WebSocketHandler(endpoint, admitted, compressed);
      case Verdict.Refused refused -> new RefusalHandler(endpoint.hub(), refused);
    };
  }

  /** What served HTTP on this connection would only be in the way, and in memory. */
  private static void removeHttpHandlers(ChannelHandlerContext ctx) {
    var pipeline = ctx.pipeline();
    boolean behindCodec = false;
    for (String name : List.copyOf(pipeline.names())) {
      ChannelHandler handler = pipeline.get(name);
      if (handler == null) {
        continue; // the pipeline's own tail
      }
      if (handler instanceof HttpServerCodec) {
        behindCodec = true;
      } else if (behindCodec || !(handler instanceof SslHandler)) {
        pipeline.remove(handler);
      }
    }
  }

  /** Tells the handler behind the handshake that it may speak. */
  enum Upgraded {
    INSTANCE
  }
}
