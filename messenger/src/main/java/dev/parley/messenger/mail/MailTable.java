package dev.parley.messenger.mail;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code mail_outbox}. Used inside one transaction. */
record MailTable(Handle handle) {
  void insert(Mail mail) {
    handle.execute(
        """
        insert into mail_outbox (mail_id, kind, user_id, identifier, device, network, created_at,
          due_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        mail.mailId(),
        mail.kind().text(),
        mail.userId(),
        mail.identifier(),
        mail.device(),
        mail.network(),
        mail.createdAt(),
        mail.createdAt());
  }

  int count() {
    return handle.createQuery("select count(*) from mail_outbox").mapTo(Integer.class).one();
  }

  /** When the next attempt is due, epoch milliseconds; far away if there is nothing. */
  long nextDue() {
    return handle
        .createQuery("select due_at from mail_outbox order by due_at limit 1")
        .mapTo(Long.class)
        .findOne()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Takes what is due, and keeps it from others until a time. Of two nodes that take at once the
   * second one finds the rows moved.
   */
  List<Mail> take(int most, long now, long until) {
    return handle
        .createQuery(
            """
            update mail_outbox set attempts = attempts + 1, due_at = :until
            where due_at <= :now and mail_id in (
              select mail_id from mail_outbox where due_at <= :now order by due_at limit :most)
            returning mail_id, kind, user_id, identifier, device, network, attempts, created_at
            """)
        .bind("until", until)
        .bind("now", now)
        .bind("most", most)
        .map((row, _) ->
            new Mail(
                row.getLong("mail_id"),
                MailKind.of(row.getString("kind")),
                row.getLong("user_id"),
                row.getString("identifier"),
                row.getString("device"),
                row.getString("network"),
                row.getInt("attempts"),
                row.getLong("created_at")))
        .list();
  }

  void delete(long mailId) {
    handle.execute("delete from mail_outbox where mail_id = ?", mailId);
  }

  void postpone(long mailId, long dueAt) {
    handle.execute("update mail_outbox set due_at = ? where mail_id = ?", dueAt, mailId);
  }

  void forgetAll(long userId) {
    handle.execute("delete from mail_outbox where user_id = ?", userId);
  }
}
