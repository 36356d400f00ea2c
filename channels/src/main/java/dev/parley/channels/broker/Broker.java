package dev.parley.channels.broker;

import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.Snapshot;
import dev.parley.channels.stream.StreamPosition;

/**
 * Carries publications and commands to nodes. Thread-safe; no method may block, since they are
 * called on event loops.
 *
 * <p>Promises: positions of a channel are dense within an epoch; a node that subscribed gets every
 * later publication of the channel in order of position; a {@link #snapshot} taken after {@link
 * #subscribe} returned misses nothing that will not also be delivered.
 */
public interface Broker extends AutoCloseable {
  /** Begins delivery. Called once, before any other method. */
  void start(BrokerListener listener);

  StreamPosition publish(ChannelKey channel, Publication publication);

  /** This node has subscribers of the channel from now on. */
  void subscribe(ChannelKey channel);

  /** This node has no subscribers of the channel any more. */
  void unsubscribe(ChannelKey channel);

  /**
   * The channel's position and last event, across all nodes. Like {@link #claimMiss} it is called
   * under a channel's lock and so never waits for a delivery.
   */
  Snapshot snapshot(ChannelKey channel);

  /**
   * Whether the caller is the one to report that this cache channel is empty: true once between two
   * retained publications, whoever asks.
   */
  boolean claimMiss(ChannelKey channel);

  /** Brings the command to every node, this one included. */
  void send(NodeCommand command);

  @Override
  void close();
}
