package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * A member has read or received more. For present members; in large groups only counts are told.
 *
 * @param members how many are present, which decides how it is told
 * @param at epoch milliseconds
 * @param shown what the others may be told
 */
public record ReceiptMoved(
    long conversationId,
    long userId,
    long readSeq,
    long deliveredSeq,
    int members,
    long at,
    Shown shown)
    implements Event {
  /** What of a move others may be told. */
  public enum Shown {
    ALL,
    /** One of the two has read receipts off; something has arrived. */
    DELIVERED,
    /** One of the two has read receipts off, and nothing else happened than reading. */
    NOTHING
  }

  /** Where a member stands after a move. */
  static ReceiptMoved of(Conversation conversation, Member moved, long at, Shown shown) {
    return new ReceiptMoved(
        conversation.id(),
        moved.userId(),
        moved.readSeq(),
        moved.deliveredSeq(),
        conversation.memberCount(),
        at,
        shown);
  }

  @Override
  public long lane() {
    return conversationId;
  }
}
