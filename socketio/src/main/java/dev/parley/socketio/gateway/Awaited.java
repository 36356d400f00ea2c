package dev.parley.socketio.gateway;

import dev.parley.messenger.Bound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Messages of which one client has not yet said that it has them. Bounded: a client that never says
 * so costs no more than the last ones. Belongs to the session's loop.
 */
final class Awaited {
  private final Map<Long, Place> places = new LinkedHashMap<>(4);
  private long last;

  /** Where a message stands. */
  record Place(long conversationId, long seq) {}

  /** Notes a message and gives the id under which it is acknowledged. */
  long add(long conversationId, long seq) {
    if (places.size() >= Bound.GATEWAY_ACKS_PENDING.value()) {
      places.remove(places.keySet().iterator().next());
    }
    last++;
    places.put(last, new Place(conversationId, seq));
    return last;
  }

  /** The message of an id, once. */
  Optional<Place> take(long id) {
    return Optional.ofNullable(places.remove(id));
  }
}
