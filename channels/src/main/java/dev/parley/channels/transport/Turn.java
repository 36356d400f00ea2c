package dev.parley.channels.transport;

import io.netty.channel.ChannelHandlerContext;

/**
 * The place of an answer among those of its connection, for one that is not given at once. All
 * methods belong to the connection's loop.
 */
public interface Turn {
  /**
   * The answer to the request at hand goes on; what follows on the connection waits for its end.
   */
  void keepOpen(OpenAnswer answer);

  /** Whether an answer is being kept open. */
  boolean keepsOpen();

  /** Whether the client has sent more behind the request that is being answered. */
  boolean holdsMore();

  /** The open answer has ended. */
  void answered(ChannelHandlerContext ctx);
}
