package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** One request that the node answers itself. */
public interface Exchange {
  /**
   * A part of the body; the reference stays the caller's.
   *
   * @return whether more is welcome; if not, the connection is cut
   */
  boolean onContent(ByteBuf content);

  /** The request is whole; writes the answer without flushing. */
  void onComplete(ChannelHandlerContext ctx);
}
