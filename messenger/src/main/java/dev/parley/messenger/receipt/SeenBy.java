package dev.parley.messenger.receipt;

import java.util.List;

/**
 * Who has seen a message, among those who were in the conversation when it was sent; its sender
 * left out.
 *
 * @param listed whether the lists are given; in large groups only the counts are, and where read
 *     receipts are off neither
 * @param seen user ids, ascending
 * @param notSeen user ids, ascending
 */
public record SeenBy(
    int seenCount, int notSeenCount, boolean listed, List<Long> seen, List<Long> notSeen) {
  /** Where read receipts are off. */
  static final SeenBy UNTOLD = new SeenBy(0, 0, false, List.of(), List.of());

  public SeenBy {
    seen = List.copyOf(seen);
    notSeen = List.copyOf(notSeen);
  }
}
