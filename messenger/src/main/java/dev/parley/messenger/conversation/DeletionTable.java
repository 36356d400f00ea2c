package dev.parley.messenger.conversation;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements of {@code deleted_message}: what single members deleted for themselves. */
final class DeletionTable {
  // by primary key
  static final String SEQS =
      """
      select seq from deleted_message
      where user_id = :user and conversation_id = :id
      order by seq
      """;

  // by primary key, and sorted: a member has few
  static final String AFTER =
      """
      select seq, number from deleted_message
      where user_id = :user and conversation_id = :id and number > :after
      order by number, seq limit :limit
      """;

  private static final String INSERT =
      """
      insert into deleted_message (user_id, conversation_id, seq, number)
      values (:user, :id, :seq, :number)
      """;

  static final String FORGET =
      """
      delete from deleted_message
      where user_id = :user and conversation_id = :id and seq <= :upTo
      """;

  /** One message, and which deletion of the member's took it away. */
  record Row(long seq, long number) {}

  /** All of a member, ascending. */
  List<Long> seqs(Handle handle, long conversationId, long userId) {
    return handle
        .createQuery(SEQS)
        .bind("user", userId)
        .bind("id", conversationId)
        .mapTo(Long.class)
        .list();
  }

  /** Those that came after a deletion, in their order. */
  List<Row> after(Handle handle, long conversationId, long userId, long after, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("user", userId)
        .bind("id", conversationId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) -> new Row(row.getLong("seq"), row.getLong("number")))
        .list();
  }

  /** Writes more, each with the next number. */
  void insert(Handle handle, long conversationId, long userId, Collection<Long> seqs, long after) {
    long number = after;
    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
      for (long seq : seqs) {
        number++;
        batch
            .bind("user", userId)
            .bind("id", conversationId)
            .bind("seq", seq)
            .bind("number", number)
            .add();
      }
      batch.execute();
    }
  }

  /** Forgets all of an account that goes. */
  void forget(Handle handle, long userId) {
    handle.execute("delete from deleted_message where user_id = ?", userId);
  }

  /** Forgets those below a floor, where nothing is seen anyway. */
  void forget(Handle handle, long conversationId, long userId, long upTo) {
    handle
        .createUpdate(FORGET)
        .bind("user", userId)
        .bind("id", conversationId)
        .bind("upTo", upTo)
        .execute();
  }
}
