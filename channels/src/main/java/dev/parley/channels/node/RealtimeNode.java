package dev.parley.channels.node;

import dev.parley.channels.app.AppSource;
import io.netty.channel.ChannelPipeline;
import java.time.Clock;

/**
 * One realtime server. Thread-safe.
 *
 * <p>It owns no sockets of its own: whoever accepts connections installs it behind an {@code
 * HttpServerCodec}, and it takes over those that ask for {@code /app/…} or {@code /apps/…}.
 */
public final class RealtimeNode implements AutoCloseable {
  public RealtimeNode(NodeSettings settings, AppSource apps, Clock clock) {}

  /**
   * Puts the node's router right behind the {@code HttpServerCodec} of a new connection. Requests
   * that are not the node's go on to the handlers that follow. Call on the connection's event loop.
   */
  public void install(ChannelPipeline pipeline) {}

  @Override
  public void close() {}
}
