package dev.parley.messenger.search;

import dev.parley.messenger.conversation.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one search looks: what its reader may see, or a part of it. Immutable. */
final class Scope {
  private final long userId;
  private final Map<Long, Reading> readings;
  private final Map<Long, Integer> ranks = new LinkedHashMap<>();
  private final boolean all;

  private Scope(long userId, Collection<Reading> readings, boolean all) {
    this.userId = userId;
    this.readings = new LinkedHashMap<>();
    this.all = all;
    for (Reading reading : readings) {
      long id = reading.conversation().id();
      this.readings.put(id, reading);
      ranks.put(id, ranks.size());
    }
  }

  /**
   * All that somebody may read.
   *
   * @param readings the conversation with the latest message first
   */
  static Scope of(long userId, List<Reading> readings) {
    return new Scope(userId, readings, true);
  }

  /** A part of it. */
  Scope only(Collection<Reading> some) {
    return new Scope(userId, some, false);
  }

  long userId() {
    return userId;
  }

  Collection<Reading> readings() {
    return readings.values();
  }

  boolean contains(long conversationId) {
    return readings.containsKey(conversationId);
  }

  @Nullable Reading reading(long conversationId) {
    return readings.get(conversationId);
  }

  /** 0 for the conversation with the latest message. */
  int rank(long conversationId) {
    return ranks.getOrDefault(conversationId, Integer.MAX_VALUE);
  }

  /** The conversations to look at; {@code null} for all of the reader's. */
  @Nullable Collection<Long> within() {
    return all ? null : new ArrayList<>(readings.keySet());
  }

  /** How many blocks each conversation may give, so that all together are no more than that. */
  long blocksEach(long most) {
    long each = 1 << 12;
    while (each > 1 && blocks(each) > most) {
      each /= 2;
    }
    return each;
  }

  private long blocks(long each) {
    return readings.values().stream()
        .mapToLong(reading -> Math.min(each, Place.blockOf(reading.conversation().lastSeq()) + 1))
        .sum();
  }
}
