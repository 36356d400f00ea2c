package dev.parley.messenger.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * What one user may see of a conversation's log: the stays, without what was cleared, purged, or
 * deleted by that user.
 *
 * @param ranges in order, apart from each other; empty if nothing is visible
 */
public record Visible(List<SeqRange> ranges) {
  public Visible {
    ranges = List.copyOf(ranges);
  }

  static Visible of(Conversation conversation, Member member, List<SeqRange> earlier) {
    long first = Math.max(member.clearSeq(), conversation.purgeSeq()) + 1;
    Long left = member.leftSeq();
    var stays = new ArrayList<>(earlier);
    stays.add(new SeqRange(member.joinSeq(), left == null ? Long.MAX_VALUE : left));
    return new Visible(
        stays.stream()
            .map(stay -> new SeqRange(Math.max(stay.from(), first), stay.to()))
            .filter(stay -> stay.from() <= stay.to())
            .toList());
  }

  /** The same with holes where single messages were. */
  Visible without(List<Long> ascending) {
    var left = new ArrayList<SeqRange>();
    int next = 0;
    for (SeqRange range : ranges) {
      long from = range.from();
      while (next < ascending.size() && ascending.get(next) <= range.to()) {
        long hole = ascending.get(next);
        if (hole >= from) {
          if (hole > from) {
            left.add(new SeqRange(from, hole - 1));
          }
          from = hole + 1;
        }
        next++;
      }
      if (from <= range.to()) {
        left.add(new SeqRange(from, range.to()));
      }
    }
    return new Visible(left);
  }

  public boolean contains(long seq) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      SeqRange range = ranges.get(middle);
      if (range.contains(seq)) {
        return true;
      }
      if (range.from() > seq) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }
}
