package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements of the list. Stateless. */
final class SummaryTable {
  // Which conversations, and by what they are ordered. Reads all memberships of one user.
  private static final String MINE =
      """
      select m.conversation_id, m.user_id,
        case when m.pinned_at is null then 0 else 1 end as pinned, c.last_message_at as at
      from member m join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and m.left_seq is null and c.dissolved_at is null
        and (m.hidden_at is null or c.last_countable > m.floor_countable)
      """;

  private static final String FORMER =
      """
      select m.conversation_id, m.user_id, 0 as pinned, m.left_at as at
      from member m join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and m.left_seq is not null and c.dissolved_at is null
        and (m.hidden_at is null or m.left_seq > m.clear_seq)
      """;

  private static final String ONE =
      """
      select m.conversation_id, m.user_id, 0 as pinned, 0 as at
      from member m join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and m.conversation_id = :id and c.dissolved_at is null
      """;

  private static final String WINDOW =
      """
      select * from (%s) mine
      where (pinned, at, conversation_id) < (:pinned, :at, :id)
      order by pinned desc, at desc, conversation_id desc
      limit :limit
      """;

  /** Numbers of the first columns of both; two of the page come before. */
  private static final int CONVERSATION = 3;

  private static final int MEMBER = CONVERSATION + ConversationTable.WIDTH;

  static final String LIST_MINE = summaries(WINDOW.formatted(MINE));
  static final String LIST_FORMER = summaries(WINDOW.formatted(FORMER));
  static final String FIND = summaries(ONE);

  static final String READABLE =
      """
      select %s, %s
      from member m join conversation c on c.conversation_id = m.conversation_id
      where m.user_id = :user and c.dissolved_at is null
      order by c.last_message_at desc, c.conversation_id desc limit :limit
      """
          .formatted(ConversationTable.columns("c", "c_"), MemberTable.columns("m", "m_"));

  /** A conversation and somebody's place in it, present or former. */
  record Joined(Conversation conversation, Member member) {}

  /** Where a page ends. */
  record Position(int pinned, long at, long conversationId) {}

  record Row(Position position, ConversationSummary summary) {}

  private static String summaries(String page) {
    return """
    select page.pinned as page_pinned, page.at as page_at, %1$s, %2$s,
      x.seq as x_seq, x.message_id as x_message_id, x.kind as x_kind,
      x.sender_id as x_sender_id, x.sent_at as x_sent_at, x.recalled_at as x_recalled_at,
      x.purged_at as x_purged_at,
      case when x.kind = %5$d then x.body else substr(x.body, 1, %3$d) end as x_preview,
      (select u.unread from member_unread u
       where u.conversation_id = c.conversation_id and u.user_id = m.user_id) as unread,
      (select u.mentions from member_unread u
       where u.conversation_id = c.conversation_id and u.user_id = m.user_id) as mentions
    from (%4$s) page
    join member m on m.conversation_id = page.conversation_id and m.user_id = page.user_id
    join conversation c on c.conversation_id = page.conversation_id
    left join message x
      on x.conversation_id = c.conversation_id
      and x.seq = case when m.deletions = 0 then coalesce(m.left_seq, c.last_seq) else (
        select y.seq from message y
        where y.conversation_id = c.conversation_id
          and y.seq between m.join_seq and coalesce(m.left_seq, c.last_seq)
          and not exists (select 1 from deleted_message d
            where d.user_id = m.user_id and d.conversation_id = y.conversation_id
              and d.seq = y.seq)
        order by y.seq desc limit 1) end
    order by page.pinned desc, page.at desc, page.conversation_id desc
    """
        .formatted(
            ConversationTable.columns("c", "c_"),
            MemberTable.columns("m", "m_"),
            Bound.PREVIEW_LENGTH.count(),
            page,
            SystemMessages.KIND);
  }

  List<Row> list(Handle handle, long userId, boolean former, Position after, int limit) {
    return handle
        .createQuery(former ? LIST_FORMER : LIST_MINE)
        .bind("user", userId)
        .bind("pinned", after.pinned())
        .bind("at", after.at())
        .bind("id", after.conversationId())
        .bind("limit", limit)
        .map(SummaryTable::map)
        .list();
  }

  Optional<ConversationSummary> find(Handle handle, long userId, long conversationId) {
    return handle
        .createQuery(FIND)
        .bind("user", userId)
        .bind("id", conversationId)
        .map(SummaryTable::map)
        .findOne()
        .map(Row::summary);
  }

  /** All of a user's conversations, also former and hidden ones, the latest first. */
  List<Joined> readable(Handle handle, long userId, int most) {
    return handle
        .createQuery(READABLE)
        .bind("user", userId)
        .bind("limit", most)
        .map((row, _) ->
            new Joined(
                ConversationTable.map(row, 1), MemberTable.map(row, 1 + ConversationTable.WIDTH)))
        .list();
  }

  private static Row map(ResultSet row, StatementContext context) throws SQLException {
    Conversation conversation = ConversationTable.map(row, CONVERSATION);
    Member member = MemberTable.map(row, MEMBER);
    var position =
        new Position(row.getInt("page_pinned"), row.getLong("page_at"), conversation.id());
    LastMessage last = last(row, conversation, member);
    Long left = member.leftSeq();
    Long leftAt = member.leftAt();
    if (left != null && leftAt != null) {
      return new Row(
          position, new ConversationSummary(conversation.asLeft(left, leftAt), member, 0, 0, last));
    }
    long unread = row.getLong("unread");
    long mentions = row.getLong("mentions");
    return new Row(position, new ConversationSummary(conversation, member, unread, mentions, last));
  }

  private static @Nullable LastMessage last(ResultSet row, Conversation conversation, Member member)
      throws SQLException {
    long seq = row.getLong("x_seq");
    if (row.wasNull() || seq <= Math.max(member.clearSeq(), conversation.purgeSeq())) {
      return null;
    }
    return new LastMessage(
        seq,
        row.getLong("x_message_id"),
        row.getInt("x_kind"),
        row.getLong("x_sender_id"),
        row.getString("x_preview"),
        row.getLong("x_sent_at"),
        Rows.longOrNull(row, "x_recalled_at") != null,
        Rows.longOrNull(row, "x_purged_at") != null);
  }
}
