package dev.parley.server.sync.client;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The gap rule, which the own log and every conversation's log share: things are numbered without
 * holes; the next number is taken, an old one dropped, and one that came too early waits a moment
 * for those before it. If they do not come, they are asked for.
 */
final class InOrder<T> {
  static final long GAP_MILLIS = 300;
  private static final int MOST_EARLY = 100;
  private static final long NEVER = Long.MAX_VALUE;

  private long at;
  private long known;
  private long behindSince = NEVER;
  private final TreeMap<Long, T> early = new TreeMap<>();

  InOrder(long at) {
    this.at = at;
    this.known = at;
  }

  /** Everything up to this number has been taken. */
  long at() {
    return at;
  }

  /** The highest number that is known to exist. */
  long known() {
    return known;
  }

  /** There are things up to this number. */
  void told(long number, long now) {
    known = Math.max(known, number);
    if (isBehind() && behindSince == NEVER) {
      behindSince = now;
    }
  }

  /** One thing came. */
  void offer(long number, T thing, long now) {
    told(number, now);
    if (number > at && early.size() < MOST_EARLY) {
      early.putIfAbsent(number, thing);
    }
  }

  /** The next thing, if it is here. */
  @Nullable T peek() {
    return early.get(at + 1);
  }

  /** The next one is not wanted as it came: it has to be asked for. */
  void refuse() {
    early.remove(at + 1);
  }

  /** Everything up to this number is taken. */
  void reach(long number) {
    if (number > at) {
      at = number;
      known = Math.max(known, at);
      early.headMap(at, true).clear();
    }
    if (!isBehind()) {
      behindSince = NEVER;
    }
  }

  boolean isBehind() {
    return known > at;
  }

  /** Whether it waited long enough for what is missing. */
  boolean isDue(long now) {
    return isBehind() && now - behindSince >= GAP_MILLIS;
  }
}
