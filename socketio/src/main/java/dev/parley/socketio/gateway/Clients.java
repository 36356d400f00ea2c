package dev.parley.socketio.gateway;

import dev.parley.messenger.Bound;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who is connected, by user. Thread-safe. */
final class Clients {
  private final ConcurrentMap<Long, Set<GatewayClient>> users = new ConcurrentHashMap<>();

  /**
   * Notes a client of a user.
   *
   * @return false if the user has as many as there may be
   */
  boolean add(long userId, GatewayClient client) {
    boolean[] added = {false};
    users.compute(
        userId,
        (_, known) -> {
          Set<GatewayClient> set = known == null ? ConcurrentHashMap.newKeySet(2) : known;
          if (set.size() < Bound.GATEWAY_SESSIONS_PER_USER.value()) {
            added[0] = set.add(client);
          }
          return set;
        });
    return added[0];
  }

  void remove(long userId, GatewayClient client) {
    users.computeIfPresent(
        userId,
        (_, set) -> {
          set.remove(client);
          return set.isEmpty() ? null : set;
        });
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  /** Who is connected; goes with those who come and leave. */
  Set<Long> users() {
    return Collections.unmodifiableSet(users.keySet());
  }

  Set<GatewayClient> of(long userId) {
    return users.getOrDefault(userId, Set.of());
  }
}
