package dev.parley.channels.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection's subscriptions by channel name. Most connections have a handful, for which a short
 * list is smaller and as fast as a map; a map takes over above that. Owned by the connection's
 * loop.
 */
final class SubscriptionSet {
  private static final int SMALL = 8;

  private final List<Subscription> few = new ArrayList<>(1);
  private @Nullable Map<String, Subscription> many;

  int size() {
    return many == null ? few.size() : many.size();
  }

  @Nullable Subscription get(String channel) {
    if (many != null) {
      return many.get(channel);
    }
    for (Subscription subscription : few) {
      if (subscription.channel().name().value().equals(channel)) {
        return subscription;
      }
    }
    return null;
  }

  void add(Subscription subscription) {
    if (many == null && few.size() < SMALL) {
      few.add(subscription);
      return;
    }
    if (many == null) {
      many = new HashMap<>();
      for (Subscription old : few) {
        many.put(old.channel().name().value(), old);
      }
      few.clear();
    }
    many.put(subscription.channel().name().value(), subscription);
  }

  void remove(Subscription subscription) {
    if (many == null) {
      few.remove(subscription);
    } else {
      many.remove(subscription.channel().name().value());
    }
  }

  Collection<Subscription> copy() {
    return List.copyOf(many == null ? few : many.values());
  }
}
