package dev.parley.channels.hub;

import org.jspecify.annotations.Nullable;

/**
 * Something that became true of a channel; what webhooks speak of (section 6). Emitted once, at the
 * moment of change, without the grace that webhooks grant.
 */
public sealed interface Transition {
  String channel();

  record ChannelOccupied(String channel) implements Transition {}

  record ChannelVacated(String channel) implements Transition {}

  record MemberAdded(String channel, String userId) implements Transition {}

  record MemberRemoved(String channel, String userId) implements Transition {}

  /**
   * A client event was accepted.
   *
   * @param userId the sender's member id on presence channels, or whom a signature named
   */
  record ClientEvent(
      String channel, String event, String data, String socketId, @Nullable String userId)
      implements Transition {}

  record CacheMiss(String channel) implements Transition {}

  record SubscriptionCount(String channel, int count) implements Transition {}
}
