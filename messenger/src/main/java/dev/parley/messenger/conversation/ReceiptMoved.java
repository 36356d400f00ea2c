package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * A member has read or received more. For present members; in large groups only counts are told.
 *
 * @param members how many are present, which decides how it is told
 * @param at epoch milliseconds
 */
public record ReceiptMoved(
    long conversationId, long userId, long readSeq, long deliveredSeq, int members, long at)
    implements Event {
  /** Where a member stands after a move. */
  public static ReceiptMoved of(Conversation conversation, Member moved, long at) {
    return new ReceiptMoved(
        conversation.id(),
        moved.userId(),
        moved.readSeq(),
        moved.deliveredSeq(),
        conversation.memberCount(),
        at);
  }

  @Override
  public long lane() {
    return conversationId;
  }
}
