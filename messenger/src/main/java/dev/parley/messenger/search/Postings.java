package dev.parley.messenger.search;

import java.util.SortedMap;
import java.util.TreeMap;

/** Words of messages of one conversation, gathered before they are written. Not thread-safe. */
final class Postings {
  /** A row of the index without its bits. */
  record Key(String term, long block) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byTerm = term.compareTo(other.term);
      return byTerm == 0 ? Long.compare(block, other.block) : byTerm;
    }
  }

  private final long conversationId;
  private final SortedMap<Key, Long> bits = new TreeMap<>();

  Postings(long conversationId) {
    this.conversationId = conversationId;
  }

  void add(MessageRow message) {
    for (String term : Terms.of(message.kind(), message.senderId(), message.text())) {
      bits.merge(
          new Key(term, Place.blockOf(message.seq())),
          Place.bitOf(message.seq()),
          (one, other) -> one | other);
    }
  }

  long conversationId() {
    return conversationId;
  }

  /** In the order of the keys. */
  SortedMap<Key, Long> bits() {
    return bits;
  }
}
