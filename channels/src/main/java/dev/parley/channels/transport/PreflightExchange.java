package dev.parley.channels.transport;

import dev.parley.channels.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Says what may be asked of a fallback session, to OPTIONS and to methods it does not know. */
record PreflightExchange(HttpRequest request) implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    DefaultFullHttpResponse answer;
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
      CrossOrigin.allowRequests(answer.headers());
    } else {
      answer = JsonReply.of(ApiResponse.error(405, "expected POST"));
      answer.headers().set(HttpHeaderNames.ALLOW, "POST, OPTIONS");
    }
    CrossOrigin.allow(request, answer.headers());
    JsonReply.write(ctx, request, answer);
  }
}
