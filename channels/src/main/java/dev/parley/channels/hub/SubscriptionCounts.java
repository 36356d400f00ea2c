package dev.parley.channels.hub;

import dev.parley.channels.app.Feature;
import dev.parley.channels.protocol.ServerMessages;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells a channel's subscribers how many they are (section 2.5): at once up to 100, above that at
 * most once per interval. Called under the channel's lock.
 */
final class SubscriptionCounts {
  private static final int AT_ONCE_UP_TO = 100;

  private final Hub hub;
  private final ScheduledExecutorService timer;
  private final long intervalNanos;

  SubscriptionCounts(Hub hub, ScheduledExecutorService timer, long intervalMillis) {
    this.hub = hub;
    this.timer = timer;
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
  }

  void changed(ChannelState channel) {
    if (!isCounted(channel)) {
      return;
    }
    switch (channel.countPermit(hub.now(), intervalNanos, AT_ONCE_UP_TO)) {
      case NOW -> send(channel);
      case SCHEDULE ->
          timer.schedule(() -> sendLater(channel), intervalNanos, TimeUnit.NANOSECONDS);
      case ALREADY_SCHEDULED -> {}
    }
  }

  private void sendLater(ChannelState channel) {
    synchronized (channel) {
      channel.countIsDue();
      if (!channel.isClosed()) {
        send(channel);
      }
    }
  }

  private void send(ChannelState channel) {
    String name = channel.name().value();
    hub.emit(channel, new Transition.SubscriptionCount(name, channel.total()));
    if (channel.total() > 0) {
      hub.fanOut(channel, Frame.ofNotice(ServerMessages.subscriptionCount(name, channel.total())));
    }
  }

  /** Java clients try to decrypt whatever comes on an encrypted channel, so none is sent there. */
  private static boolean isCounted(ChannelState channel) {
    var kind = channel.name().kind();
    return channel.app().app().options().has(Feature.SUBSCRIPTION_COUNTS)
        && !kind.isPresence()
        && !kind.isEncrypted()
        && kind.isListed();
  }
}
