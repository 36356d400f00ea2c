package dev.parley.messenger.conversation;

/**
 * Messages that lie together, both ends included.
 *
 * @param from first seq, 1 or more
 * @param to last seq; {@link Long#MAX_VALUE} if all that come are included
 */
public record SeqRange(long from, long to) {
  public boolean contains(long seq) {
    return seq >= from && seq <= to;
  }
}
