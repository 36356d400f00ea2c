package dev.parley.channels.hub;

import dev.parley.channels.app.Limit;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.presence.Roster;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Member;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.stream.Retained;
import org.jspecify.annotations.Nullable;

/**
 * Joining and leaving channels. Called on the connection's loop; takes the channel's lock.
 *
 * <p>The order in which a join puts things into inboxes is the order clients see: others hear of
 * the new member, the joiner gets the list and then the cached event, then the count.
 */
public final class Memberships {
  private static final byte[] NOTHING = {};

  private final Hub hub;
  private final Broker broker;
  private final SubscriptionCounts counts;

  Memberships(Hub hub, Broker broker, SubscriptionCounts counts) {
    this.hub = hub;
    this.broker = broker;
    this.counts = counts;
  }

  /** How a join ended. */
  public enum Outcome {
    JOINED,
    ALREADY_JOINED,
    TOO_MANY_SUBSCRIPTIONS,
    CHANNEL_FULL,
    /** The access ended after the signature was made. */
    ACCESS_ENDED
  }

  /**
   * Subscribes the connection. The answer to the client is sent from here.
   *
   * @param member on presence channels, who joins
   * @param identity whom the signature named, if it did
   */
  public Outcome join(
      Connection connection,
      ChannelName name,
      @Nullable Member member,
      @Nullable Identity identity) {
    if (connection.subscription(name.value()) != null) {
      return Outcome.ALREADY_JOINED;
    }
    AppState app = connection.app();
    if (connection.subscriptions().size() >= app.limit(Limit.SUBSCRIPTIONS_PER_CONNECTION)) {
      return Outcome.TOO_MANY_SUBSCRIPTIONS;
    }
    while (true) {
      ChannelState channel =
          app.channels().computeIfAbsent(name.value(), _ -> hub.newChannel(app, name));
      synchronized (channel) {
        if (!channel.isClosed()) {
          return joinLocked(connection, channel, member, identity);
        }
      }
    }
  }

  private Outcome joinLocked(
      Connection connection,
      ChannelState channel,
      @Nullable Member member,
      @Nullable Identity identity) {
    connection.bind(identity); // first: an end of now finds either this or is found below
    if (identity != null && channel.app().revocations().refuse(channel.name().value(), identity)) {
      closeIfEmpty(channel);
      return Outcome.ACCESS_ENDED;
    }
    Roster roster = channel.roster();
    if (roster != null && member != null && isFull(channel, roster, member)) {
      closeIfEmpty(channel);
      return Outcome.CHANNEL_FULL;
    }
    if (!channel.isInitialised()) {
      broker.subscribe(channel.key());
      channel.initialise(broker.snapshot(channel.key()));
    }
    var subscription = new Subscription(connection, channel, member, identity);
    connection.subscriptions().add(subscription);
    channel.count(connection.shard(), 1);
    if (channel.total() == 1) {
      hub.emit(channel, new Transition.ChannelOccupied(channel.name().value()));
    }
    if (roster != null && member != null && roster.join(member)) {
      announce(channel, ServerMessages.memberAdded(channel.name().value(), member));
      hub.emit(channel, new Transition.MemberAdded(channel.name().value(), member.userId()));
    }
    byte[] success =
        ServerMessages.subscriptionSucceeded(
            channel.name().value(), roster == null ? "{}" : roster.toJson());
    connection.shard().submit(new InboxEntry.Join(subscription, success, afterSuccess(channel)));
    counts.changed(channel);
    hub.joined(channel);
    return Outcome.JOINED;
  }

  private static boolean isFull(ChannelState channel, Roster roster, Member member) {
    return !roster.holds(member.userId())
        && roster.size() >= channel.app().limit(Limit.PRESENCE_MEMBERS);
  }

  /** What a cache channel says to a joiner: its last event, or that there is none. */
  private byte[] afterSuccess(ChannelState channel) {
    String name = channel.name().value();
    if (!channel.name().kind().isCached()) {
      return NOTHING;
    }
    Retained last = channel.retained(hub.now());
    if (last != null) {
      return ServerMessages.event(last.event(), name, last.data(), null);
    }
    if (broker.claimMiss(channel.key())) {
      hub.emit(channel, new Transition.CacheMiss(name));
    }
    return ServerMessages.cacheMiss(name);
  }

  /**
   * Unsubscribes the connection.
   *
   * @return whether it was subscribed
   */
  public boolean leave(Connection connection, String channel) {
    Subscription subscription = connection.subscription(channel);
    if (subscription == null) {
      return false;
    }
    leave(subscription);
    return true;
  }

  void leave(Subscription subscription) {
    Connection connection = subscription.connection();
    ChannelState channel = subscription.channel();
    connection.subscriptions().remove(subscription);
    channel.removeFromTopic(subscription, connection.shard());
    Lag lag = subscription.takeLag();
    if (lag != null) {
      lag.drop();
    }
    synchronized (channel) {
      channel.count(connection.shard(), -1);
      Roster roster = channel.roster();
      Member member = subscription.member();
      if (roster != null && member != null && roster.leave(member.userId())) {
        String name = channel.name().value();
        announce(channel, ServerMessages.memberRemoved(name, member.userId()));
        hub.emit(channel, new Transition.MemberRemoved(name, member.userId()));
      }
      counts.changed(channel);
      if (channel.total() == 0) {
        hub.emit(channel, new Transition.ChannelVacated(channel.name().value()));
      }
      closeIfEmpty(channel);
    }
  }

  private void closeIfEmpty(ChannelState channel) {
    if (channel.total() > 0) {
      return;
    }
    channel.close();
    channel.app().channels().remove(channel.name().value(), channel);
    if (channel.isInitialised()) {
      broker.unsubscribe(channel.key());
    }
  }

  private void announce(ChannelState channel, byte[] message) {
    hub.fanOut(channel, Frame.ofNotice(message));
  }
}
