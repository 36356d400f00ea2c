package dev.parley.socketio.engine;

import dev.parley.channels.transport.CrossOrigin;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A whole answer over HTTP. Pages of any origin may read it; it depends on no cookie. */
record EngineReply(DefaultFullHttpResponse response, boolean keepsAlive) {
  private static final String TEXT = "text/plain; charset=UTF-8";
  private static final int RETRY_SECONDS = 5;

  /**
   * An answer with a body.
   *
   * @param type its media type; null for plain text
   */
  static EngineReply of(
      HttpRequest request, HttpResponseStatus status, byte[] body, @Nullable CharSequence type) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type == null ? TEXT : type)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    CrossOrigin.allow(request, response.headers());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    return new EngineReply(response, keepAlive);
  }

  static EngineReply of(HttpRequest request, EngineError error) {
    byte[] body = error.json().getBytes(StandardCharsets.UTF_8);
    EngineReply reply = of(request, error.status(), body, HttpHeaderValues.APPLICATION_JSON);
    if (error.passes()) {
      reply.response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    return reply;
  }

  /** Writes without flushing; the caller says what follows. */
  ChannelFuture write(ChannelHandlerContext ctx) {
    return ctx.write(response);
  }

  /** Writes without flushing, as the whole answer to a request that was served at once. */
  void writeWhole(ChannelHandlerContext ctx) {
    ChannelFuture written = ctx.write(response);
    if (!keepsAlive) {
      written.addListener(_ -> ctx.close());
    }
  }
}
