package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;

/**
 * Gathers a request body up to a limit. Memory grows with what has really come, never with what was
 * announced; above the limit the rest is counted and dropped.
 */
public final class BodyCollector {
  private static final byte[] NOTHING = {};

  private final int limit;
  private final long drained;
  private byte[] bytes = NOTHING;
  private long received;

  /**
   * Gathers one body.
   *
   * @param limit in bytes; 0 for one that nobody wants
   * @param drained so much of one that is too large is read, that its client may hear so, in bytes
   */
  public BodyCollector(int limit, long drained) {
    this.limit = limit;
    this.drained = drained;
  }

  /** Answers a client that asked whether to send its body. */
  public static void invite(ChannelHandlerContext ctx, HttpRequest request) {
    if (HttpUtil.is100ContinueExpected(request)) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  /**
   * Takes a part; the reference stays the caller's.
   *
   * @return whether more is welcome, as {@link Exchange#onContent} says
   */
  public boolean add(ByteBuf content) {
    keep(content);
    return received <= drained;
  }

  private void keep(ByteBuf content) {
    int length = content.readableBytes();
    long before = received;
    received += length;
    if (length == 0) {
      return;
    }
    if (received > limit) {
      bytes = NOTHING;
      return;
    }
    int size = (int) before;
    if (bytes.length < received) {
      int grown = before == 0 ? length : Math.max(bytes.length * 2, (int) received);
      bytes = Arrays.copyOf(bytes, Math.min(grown, limit));
    }
    content.getBytes(content.readerIndex(), bytes, size, length);
  }

  public boolean isTooLarge() {
    return received > limit;
  }

  public byte[] toByteArray() {
    return bytes.length == received ? bytes : Arrays.copyOf(bytes, (int) received);
  }
}
