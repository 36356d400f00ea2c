package dev.parley.channels.broker;

import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.StreamPosition;

/**
 * A node's ear. Calls for one channel come one at a time and in order; calls for different channels
 * may come from different threads. Implementations return quickly and never call the broker back.
 */
public interface BrokerListener {
  void onPublication(ChannelKey channel, Publication publication, StreamPosition position);

  void onCommand(NodeCommand command);
}
