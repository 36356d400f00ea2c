package dev.parley.messenger.sync;

import dev.parley.messenger.Bound;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.outbox.SyncKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The statements that consume the outbox. Stateless. */
final class OutboxTable {
  // One writer of user logs at a time, over all nodes: this row is its lock.
  private static final String TURN = "update fan_out set batches = batches + 1 where one = 1";

  // Large groups get no pointers but two: the one that tells of their end, and the one that tells
  // that they became large, at which clients begin to compare heads.
  private static final String TOLD_TO_ALL =
      """
      o.kind = :removed or (c.dissolved_at is null
        and (c.fanout = 0 or (o.kind = :conversation and o.ref = c.fanout_version)))\
      """;

  // By primary key. Ids of one slot grow with its commits on one node; see FanOut for the rest.
  private static final String OLDEST =
      """
      select o.outbox_id, o.kind, o.conversation_id, o.ref, o.user_id,
        case when o.user_id <> 0 or not (%s) then 1
          else coalesce(c.member_count, 1) end as readers
      from outbox o left join conversation c on c.conversation_id = o.conversation_id
      order by o.outbox_id limit :limit
      """
          .formatted(TOLD_TO_ALL);

  // Those who may see it, by their stays and not by today's list of members: a message belongs to
  // whoever was in when it was sent, a change to whoever had not left when it was made. The
  // server's own account reads nothing.
  private static final String MEMBERS =
      """
      select o.outbox_id, m.user_id, case when s.user_id is null then 1 else 0 end as fresh,
        case when o.ref > m.clear_seq and o.ref > c.purge_seq then 1 else 0 end as shown
      from outbox o
      join conversation c on c.conversation_id = o.conversation_id
      join member m on m.conversation_id = o.conversation_id
      left join user_sync s on s.user_id = m.user_id
      where o.outbox_id in (<ids>) and o.user_id = 0 and m.user_id > o.resume_user
        and m.user_id <> :system
        and coalesce(s.parked, 0) = 0
        and (%s)
        and ((o.kind = :new and m.join_seq <= o.ref and (m.left_seq is null or m.left_seq >= o.ref))
          or (o.kind = :new and m.stays > 0 and exists (
            select 1 from membership_interval i
            where i.conversation_id = m.conversation_id and i.user_id = m.user_id
              and i.from_seq <= o.ref and i.to_seq >= o.ref))
          or (o.kind <> :new and (m.left_seq is null or m.left_at >= o.created_at)))
        and (<untold>)
      order by o.outbox_id, m.user_id limit :limit
      """
          .formatted(TOLD_TO_ALL);

  private static final String ONE_READER =
      """
      select o.outbox_id, o.user_id, case when s.user_id is null then 1 else 0 end as fresh,
        1 as shown
      from outbox o left join user_sync s on s.user_id = o.user_id
      where o.outbox_id in (<ids>) and o.user_id <> 0 and coalesce(s.parked, 0) = 0
        and (<untold>)
      """;

  /** The columns of a preview, of a message called m: the same for pushes and for answers. */
  static final String PREVIEW =
      "m.sender_id, m.kind, substr(m.body, 1, :length) as body, m.sent_at";

  private static final String PREVIEWS =
      """
      select o.outbox_id, %s
      from outbox o
      join message m on m.conversation_id = o.conversation_id and m.seq = o.ref
      where o.outbox_id in (<ids>) and o.kind = :new and m.body is not null
        and m.recalled_at is null
      """
          .formatted(PREVIEW);

  /** Whether readers are looked for in their logs first. */
  enum Told {
    /** They are not: whoever was told already makes the insert of the pointers fail. */
    UNCHECKED {
      @Override
      String condition(String user) {
        return "1 = 1";
      }
    },
    /** Who was told is left out. */
    LEFT_OUT {
      @Override
      String condition(String user) {
        return """
        not exists (
          select 1 from inbox p where p.user_id = %s
            and p.conversation_id = o.conversation_id and p.kind = o.kind and p.ref = o.ref)
        """
            .formatted(user);
      }
    };

    abstract String condition(String user);
  }

  /**
   * Somebody to be told.
   *
   * @param fresh whether the user has no log yet
   * @param shown whether the user may see what the message says, and not only that it was
   */
  record Recipient(long outboxId, long userId, boolean fresh, boolean shown) {}

  /** Takes the turn until the transaction ends. */
  void takeTurn(Handle handle) {
    handle.execute(TURN);
  }

  boolean isEmpty(Handle handle) {
    return handle
        .createQuery("select 1 from outbox limit 1")
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  List<OutboxRow> oldest(Handle handle, int limit) {
    return handle
        .createQuery(OLDEST)
        .bind("removed", SyncKind.REMOVED.stored())
        .bind("conversation", SyncKind.CONVERSATION.stored())
        .bind("limit", limit)
        .map((row, _) ->
            new OutboxRow(
                row.getLong("outbox_id"),
                SyncKind.of(row.getInt("kind")),
                row.getLong("conversation_id"),
                row.getLong("ref"),
                row.getLong("user_id"),
                row.getInt("readers")))
        .list();
  }

  /** The first recipients of rows to all members, by row and then by user. */
  List<Recipient> members(Handle handle, Collection<Long> rows, Told told, int limit) {
    return handle
        .createQuery(MEMBERS)
        .define("untold", told.condition("m.user_id"))
        .bindList("ids", List.copyOf(rows))
        .bind("system", Accounts.SYSTEM_USER)
        .bind("new", SyncKind.NEW.stored())
        .bind("removed", SyncKind.REMOVED.stored())
        .bind("conversation", SyncKind.CONVERSATION.stored())
        .bind("limit", limit)
        .map((row, _) -> recipient(row))
        .list();
  }

  /** The recipients of rows to one reader. */
  List<Recipient> readers(Handle handle, Collection<Long> rows, Told told) {
    return handle
        .createQuery(ONE_READER)
        .define("untold", told.condition("o.user_id"))
        .bindList("ids", List.copyOf(rows))
        .map((row, _) -> recipient(row))
        .list();
  }

  private static Recipient recipient(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Recipient(
        row.getLong("outbox_id"),
        row.getLong("user_id"),
        row.getInt("fresh") == 1,
        row.getInt("shown") == 1);
  }

  /** How the new messages begin that rows tell of, by row. */
  Map<Long, Preview> previews(Handle handle, Collection<Long> rows) {
    var previews = new HashMap<Long, Preview>();
    handle
        .createQuery(PREVIEWS)
        .bindList("ids", List.copyOf(rows))
        .bind("new", SyncKind.NEW.stored())
        .bind("length", Bound.PREVIEW.count())
        .map((row, _) -> previews.put(row.getLong("outbox_id"), preview(row)))
        .list();
    return previews;
  }

  /** Reads the columns of {@link #PREVIEW}. */
  static Preview preview(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Preview(
        row.getLong("sender_id"),
        row.getInt("kind"),
        row.getString("body"),
        row.getLong("sent_at"));
  }

  void delete(Handle handle, Collection<Long> rows) {
    if (!rows.isEmpty()) {
      handle
          .createUpdate("delete from outbox where outbox_id in (<ids>)")
          .bindList("ids", List.copyOf(rows))
          .execute();
    }
  }

  /** Members up to this one have been served. */
  void resumeAfter(Handle handle, long row, long userId) {
    handle.execute("update outbox set resume_user = ? where outbox_id = ?", userId, row);
  }
}
