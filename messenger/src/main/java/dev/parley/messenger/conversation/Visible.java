package dev.parley.messenger.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * What one user may see of a conversation's log: the stays, without what was cleared or purged.
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

  public boolean contains(long seq) {
    return ranges.stream().anyMatch(range -> range.contains(seq));
  }
}
