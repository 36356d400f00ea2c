package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.conversation.StayTable.Beginning;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.privacy.Approach;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Conversations of two. A pair has one for ever, whoever begins it, however often. Thread-safe. */
public final class Directs {
  private final Transactions transactions;
  private final Access access;
  private final Reach reach;
  private final Directory directory;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final DirectTable table = new DirectTable();
  private final StayTable stays = new StayTable();

  Directs(Parts parts) {
    this.transactions = parts.transactions();
    this.access = parts.access();
    this.reach = parts.reach();
    this.directory = parts.directory();
    this.outbox = parts.outbox();
    this.ids = parts.ids();
    this.clock = parts.clock();
  }

  /**
   * The conversation of two users.
   *
   * @param isNew whether it was made just now
   */
  public record Opened(Conversation conversation, boolean isNew) {}

  /**
   * The conversation of two users, made if they have none. The peer sees it with its first message.
   *
   * @throws Refusal {@code not-found} for an unknown peer, {@code invalid-field} for oneself; if it
   *     is to be made, {@code blocked} and {@code not-allowed} as for posting, and {@code
   *     not-reachable} for who does not want to be written to
   */
  public Opened open(long userId, long peerId) {
    return open(userId, peerId, Approach.PERSON);
  }

  /** As {@link #open(long, long)}, also for back ends. */
  public Opened open(long userId, long peerId, Approach approach) {
    requireOther(userId, peerId);
    return transactions
        .read(handle -> find(handle, userId, peerId))
        .map(known -> new Opened(known, false))
        .orElseGet(() ->
            transactions.write(
                lane(userId, peerId),
                (handle, events) -> open(handle, events, userId, peerId, approach)));
  }

  /** The lane in which the conversation of two users is best made. */
  public static long lane(long one, long other) {
    return Conversation.directKey(one, other).hashCode();
  }

  /** As {@link #open(long, long)}, as part of a transaction that goes on to post. */
  public Opened open(
      Handle handle, Consumer<Event> events, long userId, long peerId, Approach approach) {
    requireOther(userId, peerId);
    Optional<Conversation> existing = find(handle, userId, peerId);
    if (existing.isPresent()) {
      return new Opened(existing.get(), false);
    }
    directory.require(handle, "user_id", peerId);
    access.requireUnblocked(handle, userId, peerId);
    reach.requireOpen(handle, approach, userId, peerId);
    long id = ids.next();
    long now = clock.millis();
    boolean isNew = table.insert(handle, id, userId, peerId, now);
    if (isNew) {
      var mine = new Beginning(Role.MEMBER, 1, 0, null, null);
      var theirs = new Beginning(Role.MEMBER, 1, 0, userId, now);
      stays.begin(handle, id, Math.min(userId, peerId), userId < peerId ? mine : theirs, now);
      stays.begin(handle, id, Math.max(userId, peerId), userId < peerId ? theirs : mine, now);
      if (userId != Accounts.SYSTEM_USER) {
        outbox.toUser(handle, SyncKind.CONVERSATION, id, 0, userId);
      }
      events.accept(new ConversationCreated(id, true, 0, List.of(userId), List.of(userId, peerId)));
    }
    return new Opened(find(handle, userId, peerId).orElseThrow(Access::notFound), isNew);
  }

  /** The conversation of two users, if they have one. */
  public Optional<Conversation> find(Handle handle, long userId, long peerId) {
    return table.find(handle, userId, peerId).filter(found -> found.dissolvedAt() == null);
  }

  private static void requireOther(long userId, long peerId) {
    if (userId == peerId) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "user_id", "expected somebody else");
    }
  }
}
