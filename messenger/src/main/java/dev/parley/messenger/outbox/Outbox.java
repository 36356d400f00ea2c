package dev.parley.messenger.outbox;

import dev.parley.messenger.Ids;
import dev.parley.store.Sql;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Writes into the outbox. Thread-safe. */
public final class Outbox {
  /** Every conversation, and every user alone, belongs to one of so many slots. */
  public static final int SLOTS = 256;

  /** 2^64 divided by the golden ratio: spreads ids that differ only in a few bits. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private static final String INSERT =
      """
      insert into outbox (outbox_id, slot, kind, conversation_id, ref, user_id, created_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private final Ids ids;
  private final InstantSource clock;

  public Outbox(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** The slot of a conversation or user, 0..255. The same on every node and for ever. */
  public static int slot(long id) {
    return (int) ((id * SPREAD) >>> 56);
  }

  /** For all members of a conversation. */
  public void toMembers(Handle handle, SyncKind kind, long conversationId, long ref) {
    append(handle, slot(conversationId), kind, conversationId, ref, 0);
  }

  /** For one user, about a conversation. */
  public void toUser(Handle handle, SyncKind kind, long conversationId, long ref, long userId) {
    append(handle, slot(conversationId), kind, conversationId, ref, userId);
  }

  /** For one user, about nothing but that user. */
  public void toUserAlone(Handle handle, SyncKind kind, long ref, long userId) {
    append(handle, slot(userId), kind, 0, ref, userId);
  }

  private void append(
      Handle handle, int slot, SyncKind kind, long conversationId, long ref, long userId) {
    Sql.change(
        handle,
        INSERT,
        ids.next(),
        slot,
        kind.stored(),
        conversationId,
        ref,
        userId,
        clock.millis());
  }
}
