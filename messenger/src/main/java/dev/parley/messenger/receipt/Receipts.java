package dev.parley.messenger.receipt;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Member;
import dev.parley.messenger.conversation.ReadMark;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Moves positions, and tells who has seen what. All of it is for present members. Thread-safe. */
public final class Receipts {
  private final Transactions transactions;
  private final Access access;
  private final Outbox outbox;
  private final InstantSource clock;
  private final ReadMark readMark = new ReadMark();
  private final ReceiptTable table = new ReceiptTable();

  public Receipts(Transactions transactions, Access access, Outbox outbox, InstantSource clock) {
    this.transactions = transactions;
    this.access = access;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Everything up to a message was read. Positions only move up, and no further than the log; what
   * was "marked as unread" no longer is.
   *
   * @return where the member stands now
   * @throws Refusal {@code not-found}, {@code invalid-field} below 0
   */
  public Position read(long conversationId, long userId, long seq) {
    requireSeq(seq);
    return transactions.write(
        conversationId,
        (handle, events) -> {
          Reading reading = access.canFollow(handle, conversationId, userId);
          long upTo = Math.min(seq, reading.conversation().lastSeq());
          long now = clock.millis();
          Member member =
              readMark
                  .read(handle, conversationId, userId, upTo, now)
                  .map(moved -> {
                    outbox.toUser(
                        handle, SyncKind.MEMBER_SELF, conversationId, moved.version(), userId);
                    events.accept(told(handle, reading, moved, now));
                    return moved;
                  })
                  .orElse(reading.member());
          return position(member);
        });
  }

  /**
   * Everything up to a message has reached a device.
   *
   * @return where the member stands now
   * @throws Refusal {@code not-found}, {@code invalid-field} below 0
   */
  public Position delivered(long conversationId, long userId, long seq) {
    requireSeq(seq);
    return transactions.write(
        conversationId,
        (handle, events) -> {
          Reading reading = access.canFollow(handle, conversationId, userId);
          long upTo = Math.min(seq, reading.conversation().lastSeq());
          Member member =
              readMark
                  .delivered(handle, conversationId, userId, upTo)
                  .map(moved -> {
                    events.accept(told(handle, reading, moved, clock.millis()));
                    return moved;
                  })
                  .orElse(reading.member());
          return position(member);
        });
  }

  private ReceiptMoved told(Handle handle, Reading before, Member moved, long now) {
    return readMark.told(handle, before.conversation(), before.member(), moved, now);
  }

  /** Marks a conversation as unread, for the member alone; no position moves. */
  public void markUnread(long conversationId, long userId) {
    transactions.<Boolean>write(
        conversationId,
        (handle, _) -> {
          access.canFollow(handle, conversationId, userId);
          return table
              .mark(handle, conversationId, userId)
              .map(version -> {
                outbox.toUser(handle, SyncKind.MEMBER_SELF, conversationId, version, userId);
                return true;
              })
              .orElse(false);
        });
  }

  /** What the member has not seen. */
  public Unread unread(long conversationId, long userId) {
    return transactions.read(handle -> {
      access.canFollow(handle, conversationId, userId);
      return table.unread(handle, conversationId, userId).orElseThrow(Access::notFound);
    });
  }

  /** Where the member stands. */
  public Position position(long conversationId, long userId) {
    return transactions.read(
        handle -> position(access.canFollow(handle, conversationId, userId).member()));
  }

  /**
   * The positions of all members, by user id; empty above {@code Bound.POSITIONS_SHOWN}. In a
   * direct conversation with read receipts off the other one has read nothing, as far as this
   * tells.
   */
  public List<Position> positions(long conversationId, long userId) {
    return transactions.read(handle -> {
      Reading reading = access.canFollow(handle, conversationId, userId);
      if (!isSmall(reading)) {
        return List.of();
      }
      var all = table.positions(handle, conversationId, Bound.POSITIONS_SHOWN.count());
      return readMark.isShown(handle, reading.conversation(), userId)
          ? all
          : all.stream().map(one -> one.userId() == userId ? one : one.withoutReading()).toList();
    });
  }

  /**
   * Who has seen a message and who has not. In a direct conversation with read receipts off nothing
   * is told.
   *
   * @throws Refusal {@code not-found} also for a message that the asker may not see
   */
  public SeenBy seen(long conversationId, long userId, long seq) {
    return transactions.read(handle -> {
      Reading reading = access.canFollow(handle, conversationId, userId);
      long sender = sender(handle, reading, seq);
      if (!readMark.isShown(handle, reading.conversation(), userId)) {
        return SeenBy.UNTOLD;
      }
      ReceiptTable.Counts counts = table.counts(handle, conversationId, seq, sender);
      int missing = counts.audience() - counts.seen();
      if (counts.audience() > Bound.POSITIONS_SHOWN.value() || !isSmall(reading)) {
        return new SeenBy(counts.seen(), missing, false, List.of(), List.of());
      }
      var people = table.people(handle, conversationId, seq, sender);
      return new SeenBy(counts.seen(), missing, true, ids(people, true), ids(people, false));
    });
  }

  private long sender(Handle handle, Reading reading, long seq) {
    if (reading.visible().contains(seq)) {
      var sender = table.sender(handle, reading.conversation().id(), seq);
      if (sender.isPresent()) {
        return sender.get();
      }
    }
    throw Refusal.ofField(RefusalCode.NOT_FOUND, "seq", "there is no such message");
  }

  private static List<Long> ids(List<ReceiptTable.Person> people, boolean seen) {
    return people.stream()
        .filter(person -> person.seen() == seen)
        .map(ReceiptTable.Person::userId)
        .toList();
  }

  private static boolean isSmall(Reading reading) {
    return reading.conversation().memberCount() <= Bound.POSITIONS_SHOWN.value();
  }

  private static Position position(Member member) {
    return new Position(member.userId(), member.readSeq(), member.deliveredSeq(), member.readAt());
  }

  private static void requireSeq(long seq) {
    if (seq < 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "seq", "expected 0 or more");
    }
  }
}
