package dev.parley.socketio.engine;

import dev.parley.channels.transport.CrossOrigin;
import dev.parley.channels.transport.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says why a request is refused; to a browser that asks before it sends, what it may send.
 *
 * @param error null for the latter
 */
record EngineRefusal(HttpRequest request, @Nullable EngineError error) implements Exchange {
  private static final String METHODS = "GET, POST, OPTIONS";
  private static final String HEADERS = "Content-Type, Authorization";
  private static final int MAX_IGNORED_BYTES = 65_536;

  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() <= MAX_IGNORED_BYTES;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    if (error != null) {
      EngineReply.of(request, error).writeWhole(ctx);
      return;
    }
    EngineReply reply = EngineReply.of(request, HttpResponseStatus.OK, new byte[0], null);
    CrossOrigin.allowRequests(reply.response().headers(), METHODS, HEADERS);
    reply.writeWhole(ctx);
  }
}
