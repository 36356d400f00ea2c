package dev.parley.channels.transport;

import dev.parley.channels.api.ApiResponse;
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

/** Turns an HTTP connection into a WebSocket. Stateless; called on the connection's loop. */
public final class WebSocketUpgrade {
  private WebSocketUpgrade() {}

  /** Tells the handler behind the handshake that it may speak. */
  enum Upgraded {
    INSTANCE
  }

  /** Makes what handles the frames. */
  @FunctionalInterface
  interface Next {
    ChannelHandler handler(boolean compressed);
  }

  /** Whether a request is a handshake; what is not is answered here, and the caller is done. */
  public static boolean isHandshake(ChannelHandlerContext ctx, HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)
        || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      JsonReply.write(
          ctx, request, JsonReply.of(ApiResponse.error(400, "malformed WebSocket handshake")));
      return false;
    }
    if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      var response = JsonReply.of(ApiResponse.error(426, "expected WebSocket version 13"));
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
      JsonReply.write(ctx, request, response);
      return false;
    }
    return true;
  }

  /**
   * Answers a handshake, without compression. From then on the connection is the peer's.
   *
   * @param maxMessageBytes a longer message ends the connection with 1009
   */
  public static void perform(
      ChannelHandlerContext ctx,
      HttpRequest request,
      int maxMessageBytes,
      WebSocketPeer.Opening opening) {
    perform(
        ctx, request, maxMessageBytes, false, _ -> new WebSocketHandler(opening, maxMessageBytes));
  }

  /**
   * Answers a handshake.
   *
   * @param compression whether permessage-deflate is agreed to if the client offers it
   */
  static void perform(
      ChannelHandlerContext ctx,
      HttpRequest request,
      int maxFrameBytes,
      boolean compression,
      Next next) {
    Channel channel = ctx.channel();
    Compression agreed = compression ? Compression.agree(request.headers(), maxFrameBytes) : null;
    ChannelHandler handler = next.handler(agreed != null);
    removeHttpHandlers(ctx);
    var answer = new DefaultHttpHeaders();
    if (agreed != null) {
      channel.pipeline().addLast("parley-inflate", agreed.decoder());
      answer.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, agreed.answer());
    }
    channel.pipeline().addLast("parley-websocket", handler);
    var full =
        new DefaultFullHttpRequest(
            request.protocolVersion(),
            request.method(),
            request.uri(),
            Unpooled.EMPTY_BUFFER,
            request.headers(),
            EmptyHttpHeaders.INSTANCE);
    Upgrade.answering(request.headers(), maxFrameBytes, agreed != null)
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
}
