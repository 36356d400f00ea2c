package dev.parley.messenger.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements of {@code conversation} that several rules share. Stateless. */
public final class ConversationTable {
  static final String COLUMNS =
      """
      conversation_id, kind, direct_key, title, avatar_file, owner_id, created_by, member_count, \
      fanout, last_seq, last_countable, last_rev, last_message_at, purge_seq, purge_countable, \
      retention_seconds, version, dissolved_at, created_at, updated_at\
      """;

  private static final String FIND =
      "select " + COLUMNS + " from conversation where conversation_id = :id";

  // On PostgreSQL the update takes the row's lock; SQLite has one writer anyway.
  private static final String LOCK =
      """
      update conversation set updated_at = updated_at
      where conversation_id = :id and dissolved_at is null
      returning
      """
          + COLUMNS;

  private static final String APPEND =
      """
      update conversation
      set last_seq = last_seq + 1, last_countable = last_countable + :counts,
          last_rev = last_rev + 1, last_message_at = :now
      where conversation_id = :id and dissolved_at is null
      returning
      """
          + COLUMNS;

  private static final String REVISE =
      """
      update conversation set last_rev = last_rev + 1
      where conversation_id = :id and dissolved_at is null
      returning
      """
          + COLUMNS;

  /** The row, also of a dissolved one. */
  public Optional<Conversation> find(Handle handle, long id) {
    return handle.createQuery(FIND).bind("id", id).map(ConversationTable::map).findOne();
  }

  /** Locks the row and reads it; empty if there is none or it is dissolved. */
  public Optional<Conversation> lock(Handle handle, long id) {
    return one(handle, LOCK, id);
  }

  /**
   * Locks the row and takes the number of a new message.
   *
   * @param counts 1 if the message can be unread, else 0
   * @return the row with the new message's {@code lastSeq}, {@code lastCountable} and {@code
   *     lastRev}; empty if there is none or it is dissolved
   */
  public Optional<Conversation> append(Handle handle, long id, int counts, long now) {
    return handle
        .createQuery(APPEND)
        .bind("id", id)
        .bind("counts", counts)
        .bind("now", now)
        .map(ConversationTable::map)
        .findOne();
  }

  /**
   * Locks the row and takes the rev of a change of its log.
   *
   * @return the row with the new {@code lastRev}; empty if there is none or it is dissolved
   */
  public Optional<Conversation> revise(Handle handle, long id) {
    return one(handle, REVISE, id);
  }

  private static Optional<Conversation> one(Handle handle, String sql, long id) {
    return handle.createQuery(sql).bind("id", id).map(ConversationTable::map).findOne();
  }

  static Conversation map(ResultSet row, StatementContext context) throws SQLException {
    return new Conversation(
        row.getLong("conversation_id"),
        Conversation.Kind.of(row.getInt("kind")),
        row.getString("direct_key"),
        row.getString("title"),
        Rows.longOrNull(row, "avatar_file"),
        Rows.longOrNull(row, "owner_id"),
        row.getLong("created_by"),
        row.getInt("member_count"),
        row.getInt("fanout") == 1,
        row.getLong("last_seq"),
        row.getLong("last_countable"),
        row.getLong("last_rev"),
        row.getLong("last_message_at"),
        row.getLong("purge_seq"),
        row.getLong("purge_countable"),
        Rows.longOrNull(row, "retention_seconds"),
        row.getLong("version"),
        Rows.longOrNull(row, "dissolved_at"),
        row.getLong("created_at"),
        row.getLong("updated_at"));
  }
}
