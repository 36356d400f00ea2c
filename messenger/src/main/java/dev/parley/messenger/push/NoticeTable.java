package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code push_notice}. Used inside one transaction. */
record NoticeTable(Handle handle) {
  /** There is nothing to tell. */
  static final long REST = Long.MAX_VALUE;

  // by the index of what is due
  static final String DUE = "select due_at from push_notice order by due_at limit 1";

  private static final String MINE =
      " where subscription_id = :subscription and conversation_id = :conversation";

  void tryOut(long userId, long subscriptionId, long now) {
    handle.execute(
        """
        insert into push_notice (subscription_id, conversation_id, user_id, seq, since, due_at)
        values (?, 0, ?, 1, ?, ?)
        on conflict (subscription_id, conversation_id) do update set
          seq = push_notice.seq + 1, since = excluded.since, attempts = 0,
          due_at = excluded.due_at
        """,
        subscriptionId,
        userId,
        now,
        now);
  }

  /** A message is recalled: whoever was told of it last is told so, whoever is being told too. */
  void recalled(long conversationId, long seq, long now) {
    handle
        .createUpdate(
            """
            update push_notice set recalled_seq = :seq, attempts = 0, since = :now,
              due_at = case when due_at = :rest then :now else due_at end
            where conversation_id = :conversation
              and (sent_seq = :seq or (seq = :seq and due_at <> :rest))
            """)
        .bind("conversation", conversationId)
        .bind("seq", seq)
        .bind("now", now)
        .bind("rest", REST)
        .execute();
  }

  /** When the next attempt is due, epoch milliseconds; far away if there is nothing. */
  long nextDue() {
    return handle.createQuery(DUE).mapTo(Long.class).findOne().orElse(REST);
  }

  /** Takes what is due, and keeps it from others until a time. */
  List<Notice> take(int most, long now, long until) {
    return handle
        .createQuery(
            """
            update push_notice set attempts = attempts + 1, due_at = :until
            where due_at <= :now and (subscription_id, conversation_id) in (
              select subscription_id, conversation_id from push_notice
              where due_at <= :now order by due_at limit :most)
            returning subscription_id, conversation_id, user_id, seq, sent_seq, recalled_seq,
              since, attempts
            """)
        .bind("until", until)
        .bind("now", now)
        .bind("most", most)
        .map((row, _) ->
            new Notice(
                row.getLong("subscription_id"),
                row.getLong("conversation_id"),
                row.getLong("user_id"),
                row.getLong("seq"),
                row.getLong("sent_seq"),
                row.getLong("recalled_seq"),
                row.getLong("since"),
                row.getInt("attempts")))
        .list();
  }

  /**
   * A message was told, and what came meanwhile is told later.
   *
   * @param told its seq; 0 if what was told before is taken back
   */
  void told(Notice notice, long told, long now) {
    handle
        .createUpdate(
            """
            update push_notice set sent_seq = :told, sent_at = :now, since = :now, attempts = 0,
              due_at = case when recalled_seq = :told and :told > 0 then :now
                when seq > :covered then :apart else :rest end,
              recalled_seq = case when recalled_seq = :told then recalled_seq else 0 end
            """
                + MINE)
        .bind("told", told)
        .bind("now", now)
        .bind("covered", Math.max(told, notice.seq()))
        .bind("apart", now + Bound.PUSH_APART_MILLIS.value())
        .bind("rest", REST)
        .bind("subscription", notice.subscriptionId())
        .bind("conversation", notice.conversationId())
        .execute();
  }

  /** There was nothing to tell, or it is given up; what came meanwhile is looked at. */
  void rest(Notice notice, long now) {
    handle
        .createUpdate(
            """
            update push_notice set attempts = 0, since = :now,
              due_at = case when seq > :seq or recalled_seq <> :recalled then :now else :rest end,
              recalled_seq = case when recalled_seq = :recalled then 0 else recalled_seq end
            """
                + MINE)
        .bind("now", now)
        .bind("seq", notice.seq())
        .bind("recalled", notice.recalledSeq())
        .bind("rest", REST)
        .bind("subscription", notice.subscriptionId())
        .bind("conversation", notice.conversationId())
        .execute();
  }

  /**
   * It is looked at again later.
   *
   * @param attempts that count so far
   */
  void postpone(Notice notice, long dueAt, int attempts) {
    handle
        .createUpdate("update push_notice set due_at = :due, attempts = :attempts" + MINE)
        .bind("due", dueAt)
        .bind("attempts", attempts)
        .bind("subscription", notice.subscriptionId())
        .bind("conversation", notice.conversationId())
        .execute();
  }

  /** Forgets what was told so long ago that nobody takes it back. */
  int sweep(long sentBefore, int most) {
    return handle
        .createUpdate(
            """
            delete from push_notice where (subscription_id, conversation_id) in (
              select subscription_id, conversation_id from push_notice
              where sent_at < :before and due_at = :rest limit :most)
            """)
        .bind("before", sentBefore)
        .bind("rest", REST)
        .bind("most", most)
        .execute();
  }
}
