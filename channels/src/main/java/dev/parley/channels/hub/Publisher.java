package dev.parley.channels.hub;

import dev.parley.channels.app.Limit;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.SocketId;
import dev.parley.channels.stream.ChannelKey;
import dev.parley.channels.stream.Publication;
import dev.parley.channels.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/** Puts events on their way. Thread-safe; input has been checked by the caller. */
public final class Publisher {
  private final Broker broker;
  private final TransitionListener transitions;

  public Publisher(Broker broker, TransitionListener transitions) {
    this.broker = broker;
    this.transitions = transitions;
  }

  /**
   * Publishes for an app's back end; a cache channel remembers the event.
   *
   * @param origin the connection that does not get it
   */
  public StreamPosition serverEvent(
      AppState app, ChannelName channel, String event, String data, @Nullable SocketId origin) {
    long retain = channel.kind().isCached() ? app.limit(Limit.CACHE_TTL_MILLIS) : 0;
    return broker.publish(
        new ChannelKey(app.id(), channel.value()),
        new Publication(event, data, origin, null, retain));
  }

  /**
   * Publishes for a subscriber, who does not get it back. Never cached. Call on the connection's
   * loop.
   */
  public void clientEvent(Connection sender, ChannelName channel, String event, String data) {
    Subscription subscription = sender.subscription(channel.value());
    String userId = subscription == null ? null : subscription.speaker();
    String appId = sender.app().id();
    broker.publish(
        new ChannelKey(appId, channel.value()),
        new Publication(event, data, sender.id(), userId, 0));
    transitions.onTransition(
        appId,
        new Transition.ClientEvent(channel.value(), event, data, sender.id().toString(), userId));
  }
}
