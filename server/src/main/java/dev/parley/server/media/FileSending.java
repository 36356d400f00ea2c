package dev.parley.server.media;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Gives an answer that names a {@link FileSlice} its body: the kernel copies it from the file to
 * the socket, without a turn through this process. Works behind plain TCP and Unix sockets only.
 *
 * <p>The file goes in regions of bounded size, so that a long one is not idle in the eyes of the
 * timeouts; all of them are queued at once, which costs some bytes each and keeps the answers of
 * one connection in their order.
 */
final class FileSending extends ChannelOutboundHandlerAdapter {
  private static final long REGION_BYTES = 4L << 20;

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (!(msg instanceof FullHttpResponse response)
        || !response.headers().contains(FileSlice.HEADER)) {
      ctx.write(msg, promise);
      return;
    }
    FileSlice slice = FileSlice.parse(response.headers().get(FileSlice.HEADER));
    response.headers().remove(FileSlice.HEADER);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, slice.length());
    ctx.write(
        new DefaultHttpResponse(response.protocolVersion(), response.status(), response.headers()));
    response.release();
    long end = slice.from() + slice.length();
    for (long at = slice.from(); at < end; at += REGION_BYTES) {
      long length = Math.min(REGION_BYTES, end - at);
      ctx.write(new DefaultFileRegion(slice.file().toFile(), at, length))
          .addListener((ChannelFuture region) -> {
            if (!region.isSuccess()) {
              ctx.close(); // what was promised cannot be kept
            }
          });
    }
    ctx.write(LastHttpContent.EMPTY_LAST_CONTENT, promise);
  }
}
