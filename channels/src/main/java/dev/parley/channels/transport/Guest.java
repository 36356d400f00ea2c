package dev.parley.channels.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Another protocol on the same port and event loops. Its requests are answered in turn with the
 * node's own. Thread-safe.
 */
public interface Guest {
  /**
   * Whether a request is the guest's.
   *
   * @param path without the server's prefix and without the query
   */
  boolean owns(String path);

  /** Begins to serve a request; called on the connection's loop. */
  Exchange begin(ChannelHandlerContext ctx, HttpRequest request, Turn turn);
}
