package dev.parley.messenger.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** 64 neighbouring messages of a conversation. */
record Place(long conversationId, long block) implements Comparable<Place> {
  private static final int WIDTH = 64;

  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::conversationId).thenComparingLong(Place::block);

  static Place of(long conversationId, long seq) {
    return new Place(conversationId, blockOf(seq));
  }

  static long blockOf(long seq) {
    return Math.floorDiv(seq - 1, WIDTH);
  }

  static long bitOf(long seq) {
    return 1L << Math.floorMod(seq - 1, WIDTH);
  }

  /** The messages of these bits, the last one first. */
  List<Long> seqs(long bits) {
    return IntStream.iterate(WIDTH - 1, bit -> bit >= 0, bit -> bit - 1)
        .filter(bit -> (bits & (1L << bit)) != 0)
        .mapToObj(bit -> block * WIDTH + 1 + bit)
        .toList();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
