package dev.parley.channels.hub;

import dev.parley.channels.protocol.ServerMessages;

/**
 * Ends a user's subscriptions to a channel on one loop. It stands in the inbox between the events
 * before it, which still arrive, and those after it, which do not.
 */
record Eviction(ChannelState channel, String userId, Memberships memberships)
    implements InboxEntry {
  @Override
  public void run(LoopShard shard) {
    Topic topic = channel.topic(shard);
    if (topic == null) {
      return;
    }
    topic.write(shard, false);
    for (Subscription subscription : topic.subscribers()) {
      if (subscription.belongsTo(userId)) {
        memberships.leave(subscription);
        tell(subscription.connection());
      }
    }
  }

  private void tell(Connection connection) {
    if (!channel.name().kind().isEncrypted()) {
      connection.send(
          ServerMessages.subscriptionError(
              "pusher:subscription_error",
              channel.name().value(),
              "Evicted",
              "access to the channel has ended",
              403));
    }
  }
}
