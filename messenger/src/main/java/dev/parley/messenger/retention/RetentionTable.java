package dev.parley.messenger.retention;

import dev.parley.messenger.conversation.Retention;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements of the purge. Stateless. */
final class RetentionTable {
  // By primary key, or by the index of those with a time of their own. A time that is yet to come
  // was told by a wrong clock: whoever purges looks at the messages after it.
  private static final String PAGE =
      """
      select page.conversation_id,
        case when m.sent_at <= :now - page.kept * 1000 or m.sent_at > :now then 1 else 0 end as due
      from (
        select c.conversation_id, c.purge_seq, coalesce(c.retention_seconds, :server) as kept
        from conversation c
        where c.conversation_id > :after and c.dissolved_at is null and %s
        order by c.conversation_id limit :limit) page
      left join message m
        on m.conversation_id = page.conversation_id and m.seq = page.purge_seq + 1
      order by page.conversation_id
      """;

  static final String ALL =
      PAGE.formatted("(c.retention_seconds is null or c.retention_seconds > 0)");
  static final String WITH_TIME_OF_THEIR_OWN = PAGE.formatted("c.retention_seconds > 0");

  // by the index of those whose content is still to be blanked
  static final String UNFINISHED =
      """
      select conversation_id from conversation
      where blanked_seq < purge_seq and dissolved_at is null
      order by conversation_id limit 1
      """;

  // by primary key
  static final String NEXT =
      """
      select seq, sent_at, countable from message
      where conversation_id = :id and seq > :after order by seq limit :limit
      """;

  /** A conversation, and whether its first visible message may be too old. */
  record Candidate(long conversationId, boolean due) {}

  /** A message as the purge sees it. */
  record Aged(long seq, long sentAt, long countable) {}

  /** Conversations whose ids are above one, if their rule or the server's purges at all. */
  List<Candidate> page(Handle handle, Retention server, long after, long now, int limit) {
    return handle
        .createQuery(server.purges() ? ALL : WITH_TIME_OF_THEIR_OWN)
        .bind("server", server.seconds())
        .bind("after", after)
        .bind("now", now)
        .bind("limit", limit)
        .map((row, _) -> new Candidate(row.getLong("conversation_id"), row.getInt("due") == 1))
        .list();
  }

  Optional<Long> unfinished(Handle handle) {
    return handle.createQuery(UNFINISHED).mapTo(Long.class).findOne();
  }

  List<Aged> next(Handle handle, long conversationId, long after, int limit) {
    return handle
        .createQuery(NEXT)
        .bind("id", conversationId)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, _) ->
            new Aged(row.getLong("seq"), row.getLong("sent_at"), row.getLong("countable")))
        .list();
  }

  long blankedUpTo(Handle handle, long conversationId) {
    return handle
        .createQuery("select blanked_seq from conversation where conversation_id = :id")
        .bind("id", conversationId)
        .mapTo(Long.class)
        .one();
  }

  void blanked(Handle handle, long conversationId, long seq) {
    handle.execute(
        "update conversation set blanked_seq = ? where conversation_id = ?", seq, conversationId);
  }
}
