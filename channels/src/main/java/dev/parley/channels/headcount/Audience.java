package dev.parley.channels.headcount;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The visitors of the site or of one page, and what was last told of them. Guarded by its {@link
 * HeadCount}.
 */
final class Audience {
  static final int DECILES = 10;

  /** Up to so many, every change is told. */
  private static final int EXACT = 1_000;

  /** Above that, so many changes to the hundred visitors. */
  private static final int STEPS = 100;

  /** However few changes there were, they are told after this. */
  private static final long LATEST_NANOS = 10_000_000_000L;

  final String channel;
  final @Nullable String room;
  private final Map<Visitor, Place> places = new HashMap<>();
  private final int @Nullable [] deciles;
  private int connections;
  private int changes;
  private long toldAt;
  private String told = "";

  /** One visitor here. */
  private static final class Place {
    int connections;
    int decile;
  }

  /**
   * An empty one.
   *
   * @param room the page that visitors make their way through; null for the whole site
   */
  Audience(@Nullable String room, long nowNanos) {
    this.room = room;
    this.channel = room == null ? HeadCount.CHANNEL : HeadCount.channelOf(room);
    this.deciles = room == null ? null : new int[DECILES];
    this.toldAt = nowNanos - LATEST_NANOS;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  boolean has(Visitor visitor) {
    return places.containsKey(visitor);
  }

  void enter(Visitor visitor, int decile) {
    connections++;
    changes++;
    Place place = places.get(visitor);
    if (place == null) {
      place = new Place();
      place.decile = decile;
      places.put(visitor, place);
      count(decile, 1);
    }
    place.connections++;
    reach(place, decile);
  }

  /**
   * Somebody here got further; going back changes nothing.
   *
   * @return whether anything changed
   */
  boolean reach(Visitor visitor, int decile) {
    Place place = places.get(visitor);
    return place != null && reach(place, decile);
  }

  private boolean reach(Place place, int decile) {
    if (decile <= place.decile) {
      return false;
    }
    count(place.decile, -1);
    count(decile, 1);
    place.decile = decile;
    changes++;
    return true;
  }

  void leave(Visitor visitor) {
    Place place = places.get(visitor);
    if (place == null) {
      return;
    }
    connections--;
    changes++;
    place.connections--;
    if (place.connections == 0) {
      places.remove(visitor);
      count(place.decile, -1);
    }
  }

  private void count(int decile, int change) {
    if (deciles != null) {
      deciles[decile] += change;
    }
  }

  /** Whether what has changed is enough to be told, or is old enough. */
  boolean isDue(long nowNanos) {
    return changes > 0
        && (places.size() <= EXACT
            || changes >= places.size() / STEPS
            || nowNanos - toldAt >= LATEST_NANOS);
  }

  /** Whether it was told so long ago that a cache may have forgotten it. */
  boolean isOld(long nowNanos, long ageNanos) {
    return nowNanos - toldAt >= ageNanos;
  }

  /** What to tell now; null if that is what was told last, and not too old. */
  @Nullable String tell(long nowNanos, long ageNanos) {
    changes = 0;
    String text = text();
    if (text.equals(told) && !isOld(nowNanos, ageNanos)) {
      return null;
    }
    told = text;
    toldAt = nowNanos;
    return text;
  }

  private String text() {
    var text = new StringBuilder(64);
    text.append("{\"sessions\":").append(places.size());
    text.append(",\"connections\":").append(connections);
    if (deciles != null) {
      text.append(",\"deciles\":[");
      for (int i = 0; i < DECILES; i++) {
        text.append(i == 0 ? "" : ",").append(deciles[i]);
      }
      text.append(']');
    }
    return text.append('}').toString();
  }
}
