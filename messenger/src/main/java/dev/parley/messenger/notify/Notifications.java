package dev.parley.messenger.notify;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** What people settle for all their conversations, and what is unread. Thread-safe; blocks. */
public final class Notifications {
  // By the index of a user's own memberships. What a conversation adds goes by its level: all that
  // is unread, the mentions, or nothing; a mute is nothing for a while. One that is marked as
  // unread adds one, if it adds nothing else.
  static final String BADGE =
      """
      select coalesce(sum(case
          when m.muted_until is not null and m.muted_until > :now then 0
          when m.notify = 3 or (m.notify = 0 and n.level = 3) then 0
          when (m.notify = 2 or (m.notify = 0 and n.level = 2)) and u.mentions > 0 then u.mentions
          when (m.notify = 1 or (m.notify = 0 and coalesce(n.level, 1) = 1)) and u.unread > 0
            then u.unread
          else m.marked_unread end), 0) as unread
      from member m
      join member_unread u on u.conversation_id = m.conversation_id and u.user_id = m.user_id
      left join notify_setting n on n.user_id = m.user_id
      where m.user_id = :user
      """;

  private final Transactions transactions;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;

  public Notifications(Transactions transactions, Outbox outbox, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  public NotifySettings settings(long userId) {
    return transactions.read(handle -> settings(handle, userId));
  }

  /** As {@link #settings(long)}, within a transaction. */
  public static NotifySettings settings(Handle handle, long userId) {
    return new NotifySettingsTable(handle).find(userId);
  }

  /** Changes them; all devices of the user hear of it. */
  public void change(long userId, NotifySettings settings) {
    long ref = ids.next();
    transactions.write(
        userId,
        (handle, events) -> {
          new NotifySettingsTable(handle).put(userId, settings);
          outbox.toUserAlone(handle, SyncKind.SETTINGS, ref, userId);
          events.accept(new SettingsChanged(userId));
          return null;
        });
  }

  /**
   * The number for the app's icon: what is unread in all conversations that the user wants to be
   * told of, where only mentions are wanted the mentions, and nothing of muted ones. A conversation
   * that is marked as unread counts as one at least.
   */
  public long badge(long userId) {
    long now = clock.millis();
    return transactions.read(handle -> badge(handle, userId, now));
  }

  /** As {@link #badge(long)}, within a transaction. */
  public static long badge(Handle handle, long userId, long now) {
    return handle.createQuery(BADGE).bind("user", userId).bind("now", now).mapTo(Long.class).one();
  }
}
