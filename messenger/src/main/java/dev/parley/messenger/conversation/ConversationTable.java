package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Rows;
import dev.parley.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
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

  /** Number of these columns. */
  static final int WIDTH = COLUMNS.split(",", -1).length;

  static final String FIND = "select " + COLUMNS + " from conversation where conversation_id = :id";

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
      set last_seq = last_seq + 1, last_countable = last_countable + ?,
          last_rev = last_rev + 1, last_message_at = ?
      where conversation_id = ? and dissolved_at is null
      returning
      """
          + COLUMNS;

  static final String APPEND_UNLESS_SENT =
      """
      update conversation
      set last_seq = last_seq + 1, last_countable = last_countable + 1,
          last_rev = last_rev + 1, last_message_at = ?
      where conversation_id = ? and dissolved_at is null
        and not exists (select 1 from message
          where conversation_id = ? and sender_id = ? and client_msg_id = ?)
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
    return Sql.one(handle, APPEND, row -> map(row, 1), counts, now, id);
  }

  /**
   * As {@link #append} for a message that can be unread, unless its sender has sent something under
   * this name before: one statement instead of two for every send.
   *
   * @return empty also if something was sent under this name
   */
  public Optional<Conversation> appendUnlessSent(
      Handle handle, long id, long senderId, String clientMsgId, long now) {
    return Sql.one(
        handle, APPEND_UNLESS_SENT, row -> map(row, 1), now, id, id, senderId, clientMsgId);
  }

  /**
   * Locks the row and takes the rev of a change of its log.
   *
   * @return the row with the new {@code lastRev}; empty if there is none or it is dissolved
   */
  public Optional<Conversation> revise(Handle handle, long id) {
    return one(handle, REVISE, id);
  }

  /** Locks the row after a change that members see. */
  Optional<Conversation> touch(Handle handle, long id, long now) {
    return changed(handle, "", id, now, Map.of());
  }

  Optional<Conversation> rename(Handle handle, long id, String title, long now) {
    return changed(handle, "title = :title,", id, now, Map.of("title", title));
  }

  /**
   * Sets the avatar.
   *
   * @param fileId 0 for none
   */
  Optional<Conversation> setAvatar(Handle handle, long id, long fileId, long now) {
    return changed(handle, "avatar_file = nullif(:file, 0),", id, now, Map.of("file", fileId));
  }

  /** Sets how long messages are kept. */
  Optional<Conversation> setRetention(Handle handle, long id, Retention rule, long now) {
    Long seconds = rule.seconds();
    return changed(
        handle,
        "retention_seconds = nullif(:seconds, -1),",
        id,
        now,
        Map.of("seconds", seconds == null ? -1L : seconds));
  }

  /**
   * Hides everything up to a message from everybody, and takes it out of the unread counts.
   *
   * @param countable the running count at that message
   */
  public Optional<Conversation> purge(Handle handle, long id, long seq, long countable, long now) {
    return changed(
        handle,
        "purge_seq = :seq, purge_countable = :countable,",
        id,
        now,
        Map.of("seq", seq, "countable", countable));
  }

  Optional<Conversation> setOwner(Handle handle, long id, long userId, long now) {
    return changed(handle, "owner_id = :owner,", id, now, Map.of("owner", userId));
  }

  Optional<Conversation> dissolve(Handle handle, long id, long now) {
    return changed(handle, "dissolved_at = :now,", id, now, Map.of());
  }

  /**
   * Counts members in or out, and turns pointers off or on where the number passes a bound. That
   * version of the row is remembered: it is told to all, whichever way it goes.
   *
   * @param more members who came; below 0, who went
   */
  Optional<Conversation> resize(Handle handle, long id, int more, long now) {
    return changed(
        handle,
        """
        member_count = member_count + :more,
        fanout_version = case when fanout = 0 and member_count + :more > :large then version + 1
                              when fanout = 1 and member_count + :more < :small then version + 1
                              else fanout_version end,
        fanout = case when member_count + :more > :large then 1
                      when member_count + :more < :small then 0
                      else fanout end,
        """,
        id,
        now,
        Map.of(
            "more", more,
            "large", Bound.POINTER_MEMBERS.count(),
            "small", Bound.POINTER_MEMBERS_AGAIN.count()));
  }

  private static Optional<Conversation> changed(
      Handle handle, String assignments, long id, long now, Map<String, ?> values) {
    return handle
        .createQuery(
            """
            update conversation set %s version = version + 1, updated_at = :now
            where conversation_id = :id and dissolved_at is null
            returning %s
            """
                .formatted(assignments, COLUMNS))
        .bind("id", id)
        .bind("now", now)
        .bindMap(values)
        .map(ConversationTable::map)
        .findOne();
  }

  private static Optional<Conversation> one(Handle handle, String sql, long id) {
    return handle.createQuery(sql).bind("id", id).map(ConversationTable::map).findOne();
  }

  static Conversation map(ResultSet row, StatementContext context) throws SQLException {
    return map(row, 1);
  }

  /** All columns of an alias, each under its name behind a prefix. */
  static String columns(String alias, String prefix) {
    return Rows.columns(COLUMNS, alias, prefix);
  }

  /** Reads the columns in their order, from a column on. */
  static Conversation map(ResultSet row, int first) throws SQLException {
    var next = new Rows.InOrder(row, first);
    return new Conversation(
        next.number(),
        Conversation.Kind.of(next.small()),
        next.text(),
        next.text(),
        next.numberOrNull(),
        next.numberOrNull(),
        next.number(),
        next.small(),
        next.small() == 1,
        next.number(),
        next.number(),
        next.number(),
        next.number(),
        next.number(),
        next.number(),
        next.numberOrNull(),
        next.number(),
        next.numberOrNull(),
        next.number(),
        next.number());
  }
}
