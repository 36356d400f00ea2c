package dev.parley.messenger.conversation;

import dev.parley.messenger.privacy.PrivacyTable;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Moves the positions of one member, and only up: a slower device takes nothing back. Each move is
 * one guarded statement on the member's row, so two devices cannot come between one another.
 * Stateless.
 */
public final class ReadMark {
  private static final String READ =
      """
      update member
      set read_countable = case when read_seq < :seq
            then coalesce((select countable from message
                           where conversation_id = :id and seq = :seq), read_countable)
            else read_countable end,
          read_at = case when read_seq < :seq then :now else read_at end,
          delivered_seq = case when delivered_seq < :seq then :seq else delivered_seq end,
          read_seq = case when read_seq < :seq then :seq else read_seq end,
          marked_unread = 0,
          version = version + 1
      where conversation_id = :id and user_id = :user and left_seq is null
        and (read_seq < :seq or marked_unread = 1)
      returning\
      """
          + " "
          + MemberTable.COLUMNS;

  private static final String DELIVERED =
      """
      update member set delivered_seq = :seq
      where conversation_id = :id and user_id = :user and left_seq is null
        and delivered_seq < :seq
      returning\
      """
          + " "
          + MemberTable.COLUMNS;

  /**
   * What to tell of a move.
   *
   * @param before the member as it was
   * @param after the member as it is now
   */
  public ReceiptMoved told(
      Handle handle, Conversation conversation, Member before, Member after, long at) {
    var shown = ReceiptMoved.Shown.ALL;
    if (!isShown(handle, conversation, after.userId())) {
      shown =
          after.deliveredSeq() > before.deliveredSeq()
              ? ReceiptMoved.Shown.DELIVERED
              : ReceiptMoved.Shown.NOTHING;
    }
    return ReceiptMoved.of(conversation, after, at, shown);
  }

  /** Whether those in a conversation see how far the others have read. */
  public boolean isShown(Handle handle, Conversation conversation, long userId) {
    return !conversation.isDirect()
        || new PrivacyTable(handle).readReceiptsBetween(userId, conversation.peerOf(userId));
  }

  /**
   * Everything up to {@code seq} was read; also ends "marked as unread".
   *
   * @param seq of a message that exists, or 0
   * @return the member as it is now; empty if nothing changed
   */
  public Optional<Member> read(
      Handle handle, long conversationId, long userId, long seq, long now) {
    return handle
        .createQuery(READ)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("seq", seq)
        .bind("now", now)
        .map(MemberTable::map)
        .findOne();
  }

  /**
   * Everything up to {@code seq} has reached a device.
   *
   * @return the member as it is now; empty if nothing changed
   */
  public Optional<Member> delivered(Handle handle, long conversationId, long userId, long seq) {
    return handle
        .createQuery(DELIVERED)
        .bind("id", conversationId)
        .bind("user", userId)
        .bind("seq", seq)
        .map(MemberTable::map)
        .findOne();
  }
}
