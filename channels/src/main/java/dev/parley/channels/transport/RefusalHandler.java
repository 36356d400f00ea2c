package dev.parley.channels.transport;

import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.EncodedText;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.session.Admission.Verdict.Refused;
import dev.parley.channels.transport.WebSocketUpgrade.Upgraded;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * A client that may not connect: it is told why, by event and by close code, and given a moment to
 * hang up itself, since a socket cut at once can lose what was said.
 */
final class RefusalHandler extends ChannelInboundHandlerAdapter {
  private final Hub hub;
  private final Refused refused;

  RefusalHandler(Hub hub, Refused refused) {
    this.hub = hub;
    this.refused = refused;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != Upgraded.INSTANCE) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    byte[] error = ServerMessages.error(refused.code(), refused.message());
    ctx.write(EncodedText.frame(ctx.alloc(), error));
    ctx.writeAndFlush(Frames.close(ctx.alloc(), refused.code().code(), refused.message()));
    ctx.executor()
        .schedule(
            (Runnable) ctx::close,
            hub.limits().get(Limit.CLOSE_LINGER_MILLIS),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ReferenceCountUtil.release(msg);
    if (msg instanceof CloseWebSocketFrame) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
