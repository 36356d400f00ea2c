package dev.parley.channels.broker;

import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.Snapshot;
import dev.parley.channels.stream.StreamPosition;
import dev.parley.channels.stream.Streams;
import org.jspecify.annotations.Nullable;

/**
 * The broker of a single node: delivery is a method call on the publisher's thread, under the
 * stream's lock, so that order needs no queue of its own.
 */
public final class LocalBroker implements Broker {
  private final Streams streams;
  private volatile @Nullable BrokerListener listener;

  public LocalBroker(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void start(BrokerListener listener) {
    this.listener = listener;
  }

  @Override
  public StreamPosition publish(ChannelKey channel, Publication publication) {
    BrokerListener ear = listener();
    return streams.append(
        channel, publication, position -> ear.onPublication(channel, publication, position));
  }

  @Override
  public void subscribe(ChannelKey channel) {
    // Every publication passes through this node already.
  }

  @Override
  public void unsubscribe(ChannelKey channel) {
    // See subscribe.
  }

  @Override
  public Snapshot snapshot(ChannelKey channel) {
    return streams.snapshot(channel);
  }

  @Override
  public boolean claimMiss(ChannelKey channel) {
    return streams.claimMiss(channel);
  }

  @Override
  public void send(NodeCommand command) {
    listener().onCommand(command);
  }

  @Override
  public void close() {
    listener = null;
  }

  private BrokerListener listener() {
    BrokerListener current = listener;
    if (current == null) {
      throw new IllegalStateException("broker is not started");
    }
    return current;
  }
}
