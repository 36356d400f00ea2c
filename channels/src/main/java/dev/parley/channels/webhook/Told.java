package dev.parley.channels.webhook;

import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.hub.Transition;

/** A transition and whose it is. */
record Told(String appId, Transition transition) {
  WebhookEvent event() {
    return eventOf(transition);
  }

  static WebhookEvent eventOf(Transition transition) {
    return switch (transition) {
      case Transition.ChannelOccupied _ -> WebhookEvent.CHANNEL_OCCUPIED;
      case Transition.ChannelVacated _ -> WebhookEvent.CHANNEL_VACATED;
      case Transition.MemberAdded _ -> WebhookEvent.MEMBER_ADDED;
      case Transition.MemberRemoved _ -> WebhookEvent.MEMBER_REMOVED;
      case Transition.ClientEvent _ -> WebhookEvent.CLIENT_EVENT;
      case Transition.CacheMiss _ -> WebhookEvent.CACHE_MISS;
      case Transition.SubscriptionCount _ -> WebhookEvent.SUBSCRIPTION_COUNT;
    };
  }

  /** Characters of what a client wrote; everything else is small. */
  int dataLength() {
    return transition instanceof Transition.ClientEvent event ? event.data().length() : 0;
  }
}
