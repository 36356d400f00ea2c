package dev.parley.channels.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client is still sending the request that has been answered: says that no
 * more will come, and drops what arrives until the client hangs up. Cut at once, the client's next
 * bytes would meet a reset, which can take the answer away before it is read (RFC 9112, 9.6).
 *
 * <p>Bounded in time and in bytes, since whoever sends on and on is no client that made a mistake.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  private final ChannelPromise promise;
  private final long lingerMillis;
  private long bytesLeft;
  private boolean closed;

  /**
   * @param promise done when the socket is closed
   * @param maxBytes more than that is not dropped but cut
   */
  LingeringClose(ChannelPromise promise, long lingerMillis, long maxBytes) {
    this.promise = promise;
    this.lingerMillis = lingerMillis;
    this.bytesLeft = maxBytes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput(ctx));
    ctx.executor().schedule(() -> close(ctx), lingerMillis, TimeUnit.MILLISECONDS);
    ctx.read();
  }

  private static void endOutput(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (ctx.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpContent part) {
      bytesLeft -= part.content().readableBytes();
    }
    ReferenceCountUtil.release(msg);
    if (bytesLeft < 0) {
      close(ctx);
    }
  }

  /** Whoever reads on demand behind this handler does not ask any more. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    close(ctx);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(ctx);
  }

  /** Several ends may come together. */
  private void close(ChannelHandlerContext ctx) {
    if (!closed) {
      closed = true;
      ctx.close(promise);
    }
  }
}
