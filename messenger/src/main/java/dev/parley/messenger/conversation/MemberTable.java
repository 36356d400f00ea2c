package dev.parley.messenger.conversation;

import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements of {@code member} and its intervals that several rules share. Stateless. */
public final class MemberTable {
  static final String COLUMNS =
      """
      conversation_id, user_id, role, join_seq, left_seq, left_at, stays, clear_seq, \
      floor_countable, hidden_at, read_seq, read_countable, read_at, delivered_seq, \
      marked_unread, silenced_until, muted_until, pinned_at, draft, draft_at, added_by, version, \
      joined_at\
      """;

  static final String FIND =
      "select " + COLUMNS + " from member where conversation_id = :id and user_id = :user";

  private static final String PRESENT =
      "select user_id from member where conversation_id = :id and left_seq is null"
          + " order by user_id";

  private static final String PAGE =
      """
      select %s from member
      where conversation_id = :id and left_seq is null and user_id > :after
      order by user_id limit :limit
      """
          .formatted(COLUMNS);

  static final String EARLIER =
      """
      select from_seq, to_seq from membership_interval
      where conversation_id = :id and user_id = :user
      order by from_seq
      """;

  /** The row, also of a former member. */
  public Optional<Member> find(Handle handle, long conversationId, long userId) {
    return handle
        .createQuery(FIND)
        .bind("id", conversationId)
        .bind("user", userId)
        .map(MemberTable::map)
        .findOne();
  }

  /** The user ids of all who are present, ascending. */
  public List<Long> present(Handle handle, long conversationId) {
    return handle.createQuery(PRESENT).bind("id", conversationId).mapTo(Long.class).list();
  }

  /** Those present whose id is above one, ascending. */
  List<Member> page(Handle handle, long conversationId, long after, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("id", conversationId)
        .bind("after", after)
        .bind("limit", limit)
        .map(MemberTable::map)
        .list();
  }

  /** Changes what a member settles for oneself, given as assignments. */
  Optional<Member> change(
      Handle handle, long conversationId, long userId, String set, Map<String, ?> values) {
    return handle
        .createQuery(
            """
            update member set %s, version = version + 1
            where conversation_id = :id and user_id = :user
            returning %s
            """
                .formatted(set, COLUMNS))
        .bind("id", conversationId)
        .bind("user", userId)
        .bindMap(values)
        .map(MemberTable::map)
        .findOne();
  }

  /** The stays before the present one, in order. */
  List<SeqRange> earlier(Handle handle, Member member) {
    if (member.stays() == 0) {
      return List.of();
    }
    return handle
        .createQuery(EARLIER)
        .bind("id", member.conversationId())
        .bind("user", member.userId())
        .map((row, _) -> new SeqRange(row.getLong("from_seq"), row.getLong("to_seq")))
        .list();
  }

  static Member map(ResultSet row, StatementContext context) throws SQLException {
    return map(row, "");
  }

  /** All columns of an alias, each under its name behind a prefix. */
  static String columns(String alias, String prefix) {
    return Rows.columns(COLUMNS, alias, prefix);
  }

  static Member map(ResultSet row, String prefix) throws SQLException {
    return new Member(
        row.getLong(prefix + "conversation_id"),
        row.getLong(prefix + "user_id"),
        Role.of(row.getInt(prefix + "role")),
        row.getLong(prefix + "join_seq"),
        Rows.longOrNull(row, prefix + "left_seq"),
        Rows.longOrNull(row, prefix + "left_at"),
        row.getInt(prefix + "stays"),
        row.getLong(prefix + "clear_seq"),
        row.getLong(prefix + "floor_countable"),
        Rows.longOrNull(row, prefix + "hidden_at"),
        row.getLong(prefix + "read_seq"),
        row.getLong(prefix + "read_countable"),
        Rows.longOrNull(row, prefix + "read_at"),
        row.getLong(prefix + "delivered_seq"),
        row.getInt(prefix + "marked_unread") == 1,
        Rows.longOrNull(row, prefix + "silenced_until"),
        Rows.longOrNull(row, prefix + "muted_until"),
        Rows.longOrNull(row, prefix + "pinned_at"),
        row.getString(prefix + "draft"),
        Rows.longOrNull(row, prefix + "draft_at"),
        Rows.longOrNull(row, prefix + "added_by"),
        row.getLong(prefix + "version"),
        row.getLong(prefix + "joined_at"));
  }
}
