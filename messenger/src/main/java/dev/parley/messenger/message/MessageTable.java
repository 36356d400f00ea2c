package dev.parley.messenger.message;

import dev.parley.messenger.Rows;
import dev.parley.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements of {@code message} that write, and those that a change reads. Stateless. */
final class MessageTable {
  static final String EARLIER =
      """
      select conversation_id, seq, sent_rev, message_id, sent_at, request_hash from message
      where conversation_id = ? and sender_id = ? and client_msg_id = ?
      """;

  private static final String INSERT =
      """
      insert into message (conversation_id, seq, message_id, countable, counts, rev, sent_rev,
        sender_id, client_msg_id, request_hash, kind, body, file_id, reply_seq,
        forward_sender_id, forward_sent_at, mention_all, sent_at)
      values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (conversation_id, sender_id, client_msg_id) do nothing
      """;

  static final String FIND =
      """
      select seq, sender_id, kind, body, file_id, forward_sender_id, forward_sent_at, edits,
        sent_at, edited_at, recalled_at, purged_at
      from message where conversation_id = :id and seq = :seq
      """;

  static final String TOUCH =
      "update message set rev = :rev where conversation_id = :id and seq = :seq";

  static final String EDIT =
      """
      update message set body = :body, mention_all = :all, edits = edits + 1, edited_at = :now,
        rev = :rev
      where conversation_id = :id and seq = :seq
      """;

  private static final String KEEP =
      """
      insert into message_edit (conversation_id, seq, edit, body, written_at)
      values (:id, :seq, :edit, :body, :at)
      """;

  static final String RECALL =
      """
      update message set recalled_at = :now, recalled_by = :user, rev = :rev
      where conversation_id = :id and seq = :seq
      """;

  /** What was answered to a send, and to which request. */
  record Earlier(Sent answer, String requestHash) {}

  /** A message as a change needs it. */
  record Stored(
      long seq,
      long senderId,
      MessageKind kind,
      String body,
      @Nullable Long fileId,
      Message.@Nullable Forwarded forwarded,
      int edits,
      long sentAt,
      @Nullable Long editedAt,
      boolean recalled,
      boolean purged) {
    boolean isGone() {
      return recalled || purged;
    }
  }

  Optional<Earlier> earlier(Handle handle, long conversationId, long senderId, String client) {
    return Sql.one(
        handle,
        EARLIER,
        row ->
            new Earlier(
                new Sent(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                row.getString(6)),
        conversationId,
        senderId,
        client);
  }

  /**
   * Writes a message that can be unread.
   *
   * @return false if its sender has sent another under the same name meanwhile
   */
  boolean insert(Handle handle, Message message, String requestHash, long countable) {
    Message.Reply reply = message.reply();
    Message.Forwarded forwarded = message.forwarded();
    return Sql.change(
            handle,
            INSERT,
            message.conversationId(),
            message.seq(),
            message.messageId(),
            countable,
            message.rev(),
            message.rev(),
            message.senderId(),
            message.clientMsgId(),
            requestHash,
            message.kind().stored(),
            message.text(),
            message.fileId(),
            reply == null ? null : reply.seq(),
            forwarded == null ? null : forwarded.senderId(),
            forwarded == null ? null : forwarded.sentAt(),
            message.mentionsAll() ? 1 : 0,
            message.sentAt())
        == 1;
  }

  Optional<Stored> find(Handle handle, long conversationId, long seq) {
    return handle
        .createQuery(FIND)
        .bind("id", conversationId)
        .bind("seq", seq)
        .map(MessageTable::stored)
        .findOne();
  }

  /** Marks a message as changed by a rev, where the change itself lies in another table. */
  void touch(Handle handle, long conversationId, long seq, long rev) {
    handle
        .createUpdate(TOUCH)
        .bind("rev", rev)
        .bind("id", conversationId)
        .bind("seq", seq)
        .execute();
  }

  /** Replaces the text and keeps the form that it had. */
  void edit(
      Handle handle,
      long conversationId,
      Stored before,
      String body,
      boolean mentionsAll,
      long rev,
      long now) {
    Long editedAt = before.editedAt();
    handle
        .createUpdate(KEEP)
        .bind("id", conversationId)
        .bind("seq", before.seq())
        .bind("edit", before.edits())
        .bind("body", before.body())
        .bind("at", editedAt == null ? before.sentAt() : editedAt)
        .execute();
    handle
        .createUpdate(EDIT)
        .bind("id", conversationId)
        .bind("seq", before.seq())
        .bind("body", body)
        .bind("all", mentionsAll ? 1 : 0)
        .bind("rev", rev)
        .bind("now", now)
        .execute();
  }

  /** Marks a message as recalled; {@link Erasure} takes its content away. */
  void recall(Handle handle, long conversationId, long seq, long userId, long rev, long now) {
    handle
        .createUpdate(RECALL)
        .bind("id", conversationId)
        .bind("seq", seq)
        .bind("user", userId)
        .bind("rev", rev)
        .bind("now", now)
        .execute();
  }

  static Message.@Nullable Forwarded forwarded(ResultSet row) throws SQLException {
    Long sender = Rows.longOrNull(row, "forward_sender_id");
    return sender == null ? null : new Message.Forwarded(sender, row.getLong("forward_sent_at"));
  }

  private static Stored stored(ResultSet row, StatementContext context) throws SQLException {
    return new Stored(
        row.getLong("seq"),
        row.getLong("sender_id"),
        MessageKind.of(row.getInt("kind")),
        Rows.text(row, "body"),
        Rows.longOrNull(row, "file_id"),
        forwarded(row),
        row.getInt("edits"),
        row.getLong("sent_at"),
        Rows.longOrNull(row, "edited_at"),
        Rows.longOrNull(row, "recalled_at") != null,
        Rows.longOrNull(row, "purged_at") != null);
  }
}
