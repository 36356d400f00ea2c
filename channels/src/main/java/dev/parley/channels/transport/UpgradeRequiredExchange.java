package dev.parley.channels.transport;

import dev.parley.channels.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;

/** Tells whoever opens the socket's address as a page what it is for. */
record UpgradeRequiredExchange(HttpRequest request) implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0; // a request to upgrade has no body
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    var response = JsonReply.of(ApiResponse.error(426, "this path speaks WebSocket only"));
    response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    JsonReply.write(ctx, request, response);
  }
}
