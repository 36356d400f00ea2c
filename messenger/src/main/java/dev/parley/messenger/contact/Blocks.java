package dev.parley.messenger.contact;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Cursor;
import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whom a user shuts out. A block holds from its commit on: no direct messages in either direction,
 * and the blocked one cannot add the other to groups. Thread-safe; blocks the thread.
 */
public final class Blocks {
  private final Transactions transactions;
  private final Directory directory;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final BlockTable table;

  public Blocks(
      Transactions transactions,
      Directory directory,
      BlockTable table,
      Outbox outbox,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.directory = directory;
    this.table = table;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Shuts somebody out; again changes nothing.
   *
   * @throws Refusal {@code not-found}, {@code invalid-field} for oneself, {@code not-allowed} for
   *     the server's own account, whose notices everybody gets, {@code limit-reached}
   */
  public void block(long userId, long blockedId) {
    if (userId == blockedId) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "user_id", "expected somebody else");
    }
    if (blockedId == Accounts.SYSTEM_USER) {
      throw Refusal.of(
          RefusalCode.NOT_ALLOWED, "the server's notices cannot be shut out; they can be muted");
    }
    transactions.write(
        userId,
        (handle, events) -> {
          directory.require(handle, "user_id", blockedId);
          if (table.insert(handle, userId, blockedId, clock.millis())) {
            if (table.count(handle, userId) > Bound.BLOCKS.value()) {
              throw Refusal.of(
                  RefusalCode.LIMIT_REACHED,
                  "expected at most %d blocked users".formatted(Bound.BLOCKS.value()));
            }
            tell(handle, events, userId, blockedId, true);
          }
          return null;
        });
  }

  /** Lets somebody in again; nothing happens if that one was not shut out. */
  public void unblock(long userId, long blockedId) {
    transactions.write(
        userId,
        (handle, events) -> {
          if (table.delete(handle, userId, blockedId)) {
            tell(handle, events, userId, blockedId, false);
          }
          return null;
        });
  }

  /** Those shut out, oldest accounts first. */
  public Page<Block> page(long userId, @Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    long after = Cursor.parse(cursor, 0)[0];
    return Page.of(
        transactions.read(handle -> table.page(handle, userId, after, size + 1)),
        size,
        last -> Cursor.of(last.blockedId()));
  }

  private void tell(
      Handle handle, Consumer<Event> events, long userId, long blockedId, boolean blocked) {
    outbox.toUserAlone(handle, SyncKind.CONTACT, ids.next(), userId);
    events.accept(new BlocksChanged(userId, blockedId, blocked));
  }
}
