package dev.parley.messenger.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Rows;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.notify.Notifications;
import dev.parley.messenger.notify.NotifySettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Decides, when a push is to be sent, what it says or whether it still makes sense. Stateless. */
final class PushComposer {
  // The place by primary key, the message by the log's from its end.
  static final String NEWEST =
      """
      select x.seq, x.kind, substr(x.body, 1, :length) as body, x.sent_at, c.kind as direct_or_group,
        c.title, a.display_name, u.unread,
        case when x.mention_all = 1 or exists (select 1 from mention z
          where z.user_id = m.user_id and z.conversation_id = x.conversation_id
            and z.seq = x.seq) then 1 else 0 end as called
      from member m
      join conversation c on c.conversation_id = m.conversation_id
      join member_unread u on u.conversation_id = m.conversation_id and u.user_id = m.user_id
      join message x on x.conversation_id = m.conversation_id and x.seq > u.position
      join account a on a.user_id = x.sender_id
      left join notify_setting n on n.user_id = m.user_id
      where m.conversation_id = :conversation and m.user_id = :user and %s
      order by x.seq desc limit 1
      """
          .formatted(PushPlan.CALLS);

  private static final String IS_UNREAD =
      """
      select 1 from member_unread
      where conversation_id = :conversation and user_id = :user and position < :seq
      """;

  private PushComposer() {}

  /** What becomes of a notice. */
  sealed interface Decision {}

  /** Nothing is told. */
  record Nothing() implements Decision {}

  /** It is looked at again at a time, epoch milliseconds. */
  record Later(long at) implements Decision {}

  /** It is sent. */
  record Send(Subscription to, PushText text) implements Decision {}

  /** A message that calls the person. */
  private record Newest(
      long seq,
      MessageKind kind,
      String body,
      long sentAt,
      boolean direct,
      String title,
      String sender,
      long unread,
      boolean called) {}

  static Decision decide(Handle handle, Notice notice, long now) {
    long idle = now - Bound.SESSION_IDLE_MILLIS.value();
    Optional<Subscription> to = new SubscriptionTable(handle).alive(notice.subscriptionId(), idle);
    if (to.isEmpty() || to.get().userId() != notice.userId()) {
      return new Nothing(); // gone, or somebody else's by now
    }
    if (notice.conversationId() == 0) {
      return new Send(to.get(), test(handle, notice, now));
    }
    NotifySettings settings = Notifications.settings(handle, notice.userId());
    Optional<Newest> newest = newest(handle, notice, now);
    long badge = Notifications.badge(handle, notice.userId(), now);
    if (notice.recalledSeq() > 0 && notice.recalledSeq() == notice.sentSeq()) {
      return isUnread(handle, notice)
          ? new Send(to.get(), takenBack(notice, newest, settings, badge, now))
          : new Nothing();
    }
    if (newest.isEmpty() || newest.get().seq <= notice.sentSeq()) {
      return new Nothing(); // read, recalled, muted, or left
    }
    if (settings.isQuiet(Instant.ofEpochMilli(now))) {
      return new Nothing();
    }
    long looking = Looking.until(handle, notice.userId(), now);
    if (looking > 0) {
      return now - notice.since() < Bound.PUSH_HELD_MILLIS.value()
          ? new Later(Math.min(looking, now + Bound.PUSH_LOOK_AGAIN_MILLIS.value()))
          : new Nothing();
    }
    return new Send(to.get(), message(notice, newest.get(), settings, badge, false));
  }

  private static Optional<Newest> newest(Handle handle, Notice notice, long now) {
    return handle
        .createQuery(NEWEST)
        .bind("conversation", notice.conversationId())
        .bind("user", notice.userId())
        .bind("length", Bound.PUSH_TEXT_LENGTH.count())
        .bind("now", now)
        .map((row, _) -> map(row))
        .findOne();
  }

  private static Newest map(ResultSet row) throws SQLException {
    return new Newest(
        row.getLong("seq"),
        MessageKind.of(row.getInt("kind")),
        Rows.text(row, "body"),
        row.getLong("sent_at"),
        row.getInt("direct_or_group") == 0,
        Rows.text(row, "title"),
        Rows.text(row, "display_name"),
        row.getLong("unread"),
        row.getInt("called") == 1);
  }

  private static boolean isUnread(Handle handle, Notice notice) {
    return handle
        .createQuery(IS_UNREAD)
        .bind("conversation", notice.conversationId())
        .bind("user", notice.userId())
        .bind("seq", notice.recalledSeq())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static PushText takenBack(
      Notice notice, Optional<Newest> newest, NotifySettings settings, long badge, long now) {
    return newest
        .map(found -> message(notice, found, settings, badge, true))
        .orElseGet(() ->
            new PushText(
                PushText.Kind.RECALLED,
                notice.conversationId(),
                notice.recalledSeq(),
                true,
                false,
                null,
                0,
                badge,
                now));
  }

  private static PushText message(
      Notice notice, Newest newest, NotifySettings settings, long badge, boolean silent) {
    return new PushText(
        PushText.Kind.MESSAGE,
        notice.conversationId(),
        newest.seq,
        silent,
        newest.direct || newest.called,
        settings.preview()
            ? new PushText.Words(newest.title, newest.sender, newest.kind, newest.body)
            : null,
        newest.unread,
        badge,
        newest.sentAt);
  }

  private static PushText test(Handle handle, Notice notice, long now) {
    long badge = Notifications.badge(handle, notice.userId(), now);
    return new PushText(PushText.Kind.TEST, 0, notice.seq(), false, true, null, 0, badge, now);
  }
}
