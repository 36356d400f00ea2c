package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.FanOut;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Looks for the readers of new messages who want to be told by a push, many messages in one
 * transaction. Doing it twice does no harm. Thread-safe; blocks.
 */
public final class PushPlan implements FanOut.Beside {
  /** Works of ours run one after the other, and beside everybody who sends. */
  static final long LANE = -2;

  private static final int ROWS = 256;
  private static final int READERS = 1_000;

  private static final String WAIT =
      """
      insert into push_waiting (outbox_id, conversation_id, seq)
      select o.outbox_id, o.conversation_id, o.ref from outbox o
      where o.outbox_id in (<ids>) and o.kind = :new
        and exists (select 1 from push_subscription)
      on conflict (outbox_id) do nothing
      """;

  // by primary key
  private static final String OLDEST =
      """
      select w.outbox_id, coalesce(c.member_count, 1) as readers from push_waiting w
      left join conversation c on c.conversation_id = w.conversation_id
      order by w.outbox_id limit :limit
      """;

  /** Whether a message x calls a member m, by that one's settings n and level. */
  static final String CALLS =
      """
      x.counts = 1 and x.recalled_at is null and x.purged_at is null and x.sender_id <> m.user_id
        and m.left_seq is null and m.join_seq <= x.seq and m.clear_seq < x.seq
        and (m.deletions = 0 or not exists (select 1 from deleted_message d
          where d.user_id = m.user_id and d.conversation_id = x.conversation_id
            and d.seq = x.seq))
        and (m.muted_until is null or m.muted_until <= :now)
        and (m.notify = 1 or (m.notify = 0 and coalesce(n.level, 1) = 1)
          or ((m.notify = 2 or (m.notify = 0 and n.level = 2))
            and (x.mention_all = 1 or exists (select 1 from mention y
              where y.user_id = m.user_id and y.conversation_id = x.conversation_id
                and y.seq = x.seq))))
        and not exists (select 1 from block b
          where b.user_id = m.user_id and b.blocked_id = x.sender_id)\
      """;

  // From a few rows by primary keys to the members, and to the browsers of each by their index.
  static final String READERS_OF =
      """
      select m.user_id, s.subscription_id, m.conversation_id, max(x.seq) as seq
      from push_waiting w
      join message x on x.conversation_id = w.conversation_id and x.seq = w.seq
      join conversation c on c.conversation_id = w.conversation_id and c.dissolved_at is null
      join member m on m.conversation_id = w.conversation_id
      join push_subscription s on s.user_id = m.user_id
      left join notify_setting n on n.user_id = m.user_id
      where w.outbox_id in (<ids>) and m.user_id > w.resume_user and m.user_id <= :upTo
        and m.read_seq < x.seq and %s
      group by m.user_id, s.subscription_id, m.conversation_id
      """
          .formatted(CALLS);

  private static final String TELL =
      """
      insert into push_notice (subscription_id, conversation_id, user_id, seq, since, due_at)
      select r.subscription_id, r.conversation_id, r.user_id, r.seq, :now, :due
      from (%s) r where 1 = 1
      on conflict (subscription_id, conversation_id) do update set
        seq = case when excluded.seq > push_notice.seq then excluded.seq else push_notice.seq end,
        since = case when push_notice.due_at = :rest then excluded.since
          else push_notice.since end,
        attempts = case when push_notice.due_at = :rest then 0 else push_notice.attempts end,
        due_at = case when push_notice.due_at <> :rest then push_notice.due_at
          when push_notice.sent_at + :apart > excluded.due_at then push_notice.sent_at + :apart
          else excluded.due_at end
      """
          .formatted(READERS_OF);

  private static final String LAST_READER =
      """
      select m.user_id from push_waiting w
      join member m on m.conversation_id = w.conversation_id
      where w.outbox_id = :id and m.user_id > w.resume_user
      order by m.user_id limit 1 offset :offset
      """;

  private final Transactions transactions;
  private final InstantSource clock;

  public PushPlan(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Keeps new messages for later, if any browser takes pushes at all. */
  @Override
  public void leaving(Handle handle, List<Long> outboxIds) {
    handle
        .createUpdate(WAIT)
        .bindList("ids", outboxIds)
        .bind("new", SyncKind.NEW.stored())
        .execute();
  }

  /**
   * Looks for the readers of the oldest messages.
   *
   * @return whether more may wait
   */
  public boolean runBatch() {
    boolean idle =
        transactions.read(handle ->
            handle
                .createQuery("select 1 from push_waiting limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isEmpty());
    return !idle && transactions.write(LANE, (handle, _) -> look(handle));
  }

  private boolean look(Handle handle) {
    record Waiting(long id, int readers) {}
    List<Waiting> oldest =
        handle
            .createQuery(OLDEST)
            .bind("limit", ROWS)
            .map((row, _) -> new Waiting(row.getLong("outbox_id"), row.getInt("readers")))
            .list();
    var ids = new ArrayList<Long>();
    int readers = 0;
    for (Waiting one : oldest) {
      readers += one.readers();
      if (!ids.isEmpty() && readers > READERS) {
        break;
      }
      ids.add(one.id());
    }
    if (ids.isEmpty()) {
      return false;
    }
    long upTo = ids.size() == 1 ? lastReader(handle, ids.getFirst()) : Long.MAX_VALUE;
    tell(handle, ids, upTo);
    if (upTo == Long.MAX_VALUE) {
      handle
          .createUpdate("delete from push_waiting where outbox_id in (<ids>)")
          .bindList("ids", ids)
          .execute();
    } else {
      handle.execute(
          "update push_waiting set resume_user = ? where outbox_id = ?", upTo, ids.getFirst());
    }
    return upTo != Long.MAX_VALUE || ids.size() < oldest.size() || oldest.size() == ROWS;
  }

  /** How far one transaction goes in a large group. */
  private static long lastReader(Handle handle, long id) {
    return handle
        .createQuery(LAST_READER)
        .bind("id", id)
        .bind("offset", READERS)
        .mapTo(Long.class)
        .findOne()
        .orElse(Long.MAX_VALUE);
  }

  private void tell(Handle handle, List<Long> ids, long upTo) {
    long now = clock.millis();
    handle
        .createUpdate(TELL)
        .bindList("ids", ids)
        .bind("upTo", upTo)
        .bind("now", now)
        .bind("due", now + Bound.PUSH_GATHERING_MILLIS.value())
        .bind("apart", Bound.PUSH_APART_MILLIS.value())
        .bind("rest", NoticeTable.REST)
        .execute();
  }
}
