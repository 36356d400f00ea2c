package dev.parley.messenger.receipt;

import dev.parley.messenger.Rows;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about positions that only read. Stateless. */
final class ReceiptTable {
  private static final String POSITIONS =
      """
      select user_id, read_seq, delivered_seq, read_at from member
      where conversation_id = :id and left_seq is null
      order by user_id limit :limit
      """;

  // The present stay or an earlier one holds the message.
  private static final String AUDIENCE =
      """
      from member m
      where m.conversation_id = :id and m.user_id <> :sender
        and ((m.join_seq <= :seq and (m.left_seq is null or m.left_seq >= :seq))
          or (m.stays > 0 and exists (select 1 from membership_interval i
            where i.conversation_id = m.conversation_id and i.user_id = m.user_id
              and i.from_seq <= :seq and i.to_seq >= :seq)))
      """;

  private static final String COUNTS =
      """
      select count(*) as audience, sum(case when m.read_seq >= :seq then 1 else 0 end) as seen
      """
          + AUDIENCE;

  private static final String PEOPLE =
      "select m.user_id, case when m.read_seq >= :seq then 1 else 0 end as seen "
          + AUDIENCE
          + " order by m.user_id";

  private static final String UNREAD =
      """
      select position, unread, mentions from member_unread
      where conversation_id = :id and user_id = :user
      """;

  private static final String MARK =
      """
      update member set marked_unread = 1, version = version + 1
      where conversation_id = :id and user_id = :user and left_seq is null and marked_unread = 0
      returning version
      """;

  /** How many were there, and how many of them have seen it. */
  record Counts(int audience, int seen) {}

  /** One of those who were there. */
  record Person(long userId, boolean seen) {}

  List<Position> positions(Handle handle, long conversationId, int limit) {
    return handle
        .createQuery(POSITIONS)
        .bind("id", conversationId)
        .bind("limit", limit)
        .map((row, _) ->
            new Position(
                row.getLong("user_id"),
                row.getLong("read_seq"),
                row.getLong("delivered_seq"),
                Rows.longOrNull(row, "read_at")))
        .list();
  }

  Optional<Long> sender(Handle handle, long conversationId, long seq) {
    return handle
        .createQuery("select sender_id from message where conversation_id = :id and seq = :seq")
        .bind("id", conversationId)
        .bind("seq", seq)
        .mapTo(Long.class)
        .findOne();
  }

  Counts counts(Handle handle, long conversationId, long seq, long senderId) {
    return handle
        .createQuery(COUNTS)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("sender", senderId)
        .map((row, _) -> new Counts(row.getInt("audience"), row.getInt("seen")))
        .one();
  }

  List<Person> people(Handle handle, long conversationId, long seq, long senderId) {
    return handle
        .createQuery(PEOPLE)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("sender", senderId)
        .map((row, _) -> new Person(row.getLong("user_id"), row.getInt("seen") == 1))
        .list();
  }

  Optional<Unread> unread(Handle handle, long conversationId, long userId) {
    return handle
        .createQuery(UNREAD)
        .bind("id", conversationId)
        .bind("user", userId)
        .map((row, _) ->
            new Unread(row.getLong("position"), row.getLong("unread"), row.getLong("mentions")))
        .findOne();
  }

  /** The member's new version; empty if it was marked already. */
  Optional<Long> mark(Handle handle, long conversationId, long userId) {
    return handle
        .createQuery(MARK)
        .bind("id", conversationId)
        .bind("user", userId)
        .mapTo(Long.class)
        .findOne();
  }
}
