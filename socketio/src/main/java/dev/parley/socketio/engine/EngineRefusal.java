package dev.parley.socketio.engine;

import dev.parley.channels.transport.BodyCollector;
import dev.parley.channels.transport.CrossOrigin;
import dev.parley.channels.transport.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says why a request is refused; to a browser that asks before it sends, what it may send. A body
 * is read and dropped, up to a bound.
 */
final class EngineRefusal implements Exchange {
  private static final String METHODS = "GET, POST, OPTIONS";
  private static final String HEADERS = "Content-Type, Authorization";
  private static final long MAX_IGNORED_BYTES = 1_048_576;

  private final HttpRequest request;
  private final @Nullable EngineError error;
  private final BodyCollector ignored = new BodyCollector(0, MAX_IGNORED_BYTES);

  /**
   * An answer.
   *
   * @param error null to a browser that asks
   */
  EngineRefusal(HttpRequest request, @Nullable EngineError error) {
    this.request = request;
    this.error = error;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return ignored.add(content);
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
