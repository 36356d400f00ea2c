package dev.parley.messenger.receipt;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Compares what is worked out from positions with a count of every message, and finds nothing as
 * long as all is well. Reads whole logs: for a check by night or by hand. Stateless.
 */
public final class UnreadCheck {
  private static final String WRONG =
      """
      select u.conversation_id, u.user_id, u.unread,
        (select count(*) from message x
         join member m on m.conversation_id = x.conversation_id and m.user_id = u.user_id
         join conversation c on c.conversation_id = x.conversation_id
         where x.conversation_id = u.conversation_id and x.counts = 1 and x.recalled_at is null
           and x.sender_id <> u.user_id and x.seq > m.read_seq and x.seq >= m.join_seq
           and x.seq > m.clear_seq and x.seq > c.purge_seq
           and not exists (select 1 from deleted_message d
             where d.user_id = u.user_id and d.conversation_id = x.conversation_id
               and d.seq = x.seq)) as counted
      from member_unread u
      where u.conversation_id between :from and :to
      """;

  /** A member whose unread count is not what a count of the messages gives. */
  public record Difference(long conversationId, long userId, long unread, long counted) {}

  /**
   * Checks the conversations whose ids lie in a range.
   *
   * @return no more than {@code limit} differences; normally none
   */
  public List<Difference> differences(Handle handle, long fromId, long toId, int limit) {
    return handle
        .createQuery("select * from (" + WRONG + ") w where unread <> counted limit :limit")
        .bind("from", fromId)
        .bind("to", toId)
        .bind("limit", limit)
        .map((row, _) ->
            new Difference(
                row.getLong("conversation_id"),
                row.getLong("user_id"),
                row.getLong("unread"),
                row.getLong("counted")))
        .list();
  }
}
