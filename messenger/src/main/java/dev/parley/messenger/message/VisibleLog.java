package dev.parley.messenger.message;

import dev.parley.messenger.conversation.SeqRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which numbers a page has. Numbers are dense, so that is arithmetic: no query, and what comes
 * before and after is known exactly.
 *
 * @param ranges what the reader may see, in order and apart from each other
 * @param last number of the last message
 */
record VisibleLog(List<SeqRange> ranges, long last) {
  /** Up to {@code limit} numbers below {@code before}, the highest there are; ascending. */
  List<Long> before(long before, int limit) {
    var found = new ArrayList<Long>();
    for (SeqRange range : ranges.reversed()) {
      long top = Math.min(Math.min(range.to(), last), before - 1);
      for (long seq = top; seq >= range.from() && found.size() < limit; seq--) {
        found.add(seq);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** Up to {@code limit} numbers above {@code after}, the lowest there are; ascending. */
  List<Long> after(long after, int limit) {
    var found = new ArrayList<Long>();
    for (SeqRange range : ranges) {
      long top = Math.min(range.to(), last);
      long first = after < range.from() ? range.from() : after + 1;
      for (long seq = first; seq <= top && found.size() < limit; seq++) {
        found.add(seq);
      }
    }
    return found;
  }

  boolean hasBefore(long seq) {
    return !before(seq, 1).isEmpty();
  }

  boolean hasAfter(long seq) {
    return !after(seq, 1).isEmpty();
  }
}
