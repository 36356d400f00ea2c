package dev.parley.messenger.conversation;

import dev.parley.messenger.Rows;
import dev.parley.store.Sql;
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
      floor_countable, hidden_at, read_seq, read_at, delivered_seq, \
      marked_unread, silenced_until, muted_until, notify, pinned_at, draft, draft_at, added_by, version, \
      joined_at, deletions\
      """;

  static final String FIND =
      "select " + COLUMNS + " from member where conversation_id = ? and user_id = ?";

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

  private final DeletionTable deletions = new DeletionTable();

  /** The row, also of a former member. */
  public Optional<Member> find(Handle handle, long conversationId, long userId) {
    return Sql.one(handle, FIND, row -> map(row, 1), conversationId, userId);
  }

  /** The user ids of all who are present, ascending. */
  public List<Long> present(Handle handle, long conversationId) {
    return handle.createQuery(PRESENT).bind("id", conversationId).mapTo(Long.class).list();
  }

  /** Whether anybody who is present began the present stay after a message. */
  public boolean anyCameAfter(Handle handle, long conversationId, long seq) {
    return handle
        .createQuery(
            """
            select 1 from member
            where conversation_id = :id and left_seq is null and join_seq > :seq limit 1
            """)
        .bind("id", conversationId)
        .bind("seq", seq)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
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

  /** What a member sees of a conversation's log. */
  Visible visible(Handle handle, Conversation conversation, Member member) {
    var visible = Visible.of(conversation, member, earlier(handle, member));
    return member.deletions() == 0
        ? visible
        : visible.without(deletions.seqs(handle, member.conversationId(), member.userId()));
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
    return map(row, 1);
  }

  /** All columns of an alias, each under its name behind a prefix. */
  static String columns(String alias, String prefix) {
    return Rows.columns(COLUMNS, alias, prefix);
  }

  /** Reads the columns in their order, from a column on. */
  static Member map(ResultSet row, int first) throws SQLException {
    var next = new Rows.InOrder(row, first);
    return new Member(
        next.number(),
        next.number(),
        Role.of(next.small()),
        next.number(),
        next.numberOrNull(),
        next.numberOrNull(),
        next.small(),
        next.number(),
        next.number(),
        next.numberOrNull(),
        next.number(),
        next.numberOrNull(),
        next.number(),
        next.small() == 1,
        next.numberOrNull(),
        next.numberOrNull(),
        NotifyLevel.of(next.small()),
        next.numberOrNull(),
        next.text(),
        next.numberOrNull(),
        next.numberOrNull(),
        next.number(),
        next.number(),
        next.number());
  }
}
