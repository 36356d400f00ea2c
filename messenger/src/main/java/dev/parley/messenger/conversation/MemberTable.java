package dev.parley.messenger.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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

  private static final String FIND =
      "select " + COLUMNS + " from member where conversation_id = :id and user_id = :user";

  private static final String PRESENT =
      "select user_id from member where conversation_id = :id and left_seq is null"
          + " order by user_id";

  private static final String EARLIER =
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
    return new Member(
        row.getLong("conversation_id"),
        row.getLong("user_id"),
        Role.of(row.getInt("role")),
        row.getLong("join_seq"),
        Rows.longOrNull(row, "left_seq"),
        Rows.longOrNull(row, "left_at"),
        row.getInt("stays"),
        row.getLong("clear_seq"),
        row.getLong("floor_countable"),
        Rows.longOrNull(row, "hidden_at"),
        row.getLong("read_seq"),
        row.getLong("read_countable"),
        Rows.longOrNull(row, "read_at"),
        row.getLong("delivered_seq"),
        row.getInt("marked_unread") == 1,
        Rows.longOrNull(row, "silenced_until"),
        Rows.longOrNull(row, "muted_until"),
        Rows.longOrNull(row, "pinned_at"),
        row.getString("draft"),
        Rows.longOrNull(row, "draft_at"),
        Rows.longOrNull(row, "added_by"),
        row.getLong("version"),
        row.getLong("joined_at"));
  }
}
