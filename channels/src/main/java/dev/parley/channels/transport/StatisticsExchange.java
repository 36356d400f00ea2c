package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Thanks for statistics that clients were told to send, and forgets them.
 *
 * @param receiver the number under which a page's script waits for the answer, or empty
 */
record StatisticsExchange(HttpRequest request, String receiver) implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    boolean script = !receiver.isEmpty();
    String text = script ? "Pusher.ScriptReceivers[" + receiver + "](null,{});" : "{}";
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, ByteBufUtil.writeAscii(ctx.alloc(), text));
    answer
        .headers()
        .set(
            HttpHeaderNames.CONTENT_TYPE,
            script ? "application/javascript" : HttpHeaderValues.APPLICATION_JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, text.length());
    CrossOrigin.allow(request, answer.headers());
    JsonReply.write(ctx, request, answer);
  }
}
