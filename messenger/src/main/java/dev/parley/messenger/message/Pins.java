package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.conversation.Role;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * Messages that a conversation keeps in sight. In a direct one both may pin, in a group its admins.
 * Thread-safe.
 */
public final class Pins {
  private static final String PIN =
      """
      insert into pinned_message (conversation_id, seq, pinned_by, pinned_at)
      values (:id, :seq, :user, :now)
      on conflict do nothing
      """;

  private final Transactions transactions;
  private final LogChange change;
  private final Access access;
  private final InstantSource clock;
  private final MessageTable messages = new MessageTable();
  private final MessageReader reader = new MessageReader();

  public Pins(Transactions transactions, LogChange change, Access access, InstantSource clock) {
    this.transactions = transactions;
    this.change = change;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Pins a message; a pinned one stays as it is.
   *
   * @throws Refusal {@code not-allowed}, {@code limit-reached} above {@code
   *     Bound.PINS_PER_CONVERSATION}
   */
  public Message pin(long conversationId, long seq, long userId) {
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          requireMayPin(open);
          open.requireContent();
          if (open.handle()
                  .createUpdate(PIN)
                  .bind("id", conversationId)
                  .bind("seq", seq)
                  .bind("user", userId)
                  .bind("now", clock.millis())
                  .execute()
              == 0) {
            return null;
          }
          if (pinned(open.handle(), conversationId).size() > Bound.PINS_PER_CONVERSATION.value()) {
            throw Refusal.of(
                RefusalCode.LIMIT_REACHED,
                "a conversation has at most %d pins"
                    .formatted(Bound.PINS_PER_CONVERSATION.value()));
          }
          messages.touch(open.handle(), conversationId, seq, revision.take());
          return new LogChange.Done(MessageChanged.What.PINNED);
        });
  }

  /** Takes a pin off; without one nothing changes. */
  public Message unpin(long conversationId, long seq, long userId) {
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          requireMayPin(open);
          if (open.handle()
                  .createUpdate(
                      "delete from pinned_message where conversation_id = :id and seq = :seq")
                  .bind("id", conversationId)
                  .bind("seq", seq)
                  .execute()
              == 0) {
            return null;
          }
          messages.touch(open.handle(), conversationId, seq, revision.take());
          return new LogChange.Done(MessageChanged.What.UNPINNED);
        });
  }

  /** All pinned messages that the user may see, the latest pin first. */
  public List<Message> list(long conversationId, long userId) {
    return transactions.read(handle -> {
      Reading reading = access.canRead(handle, conversationId, userId);
      List<Long> seqs =
          pinned(handle, conversationId).stream().filter(reading.visible()::contains).toList();
      return reader.read(handle, conversationId, seqs, userId, reading.visible()).stream()
          .sorted(
              Comparator.comparingLong(
                      (Message message) -> Objects.requireNonNullElse(message.pinnedAt(), 0L))
                  .thenComparingLong(Message::seq)
                  .reversed())
          .toList();
    });
  }

  private void requireMayPin(LogChange.Open open) {
    if (open.conversation().isDirect()) {
      access.mayPost(open.handle(), open.conversation(), open.userId());
    } else {
      access.mayAdminister(open.handle(), open.conversation(), open.userId(), Role.ADMIN);
    }
  }

  private static List<Long> pinned(Handle handle, long conversationId) {
    return handle
        .createQuery("select seq from pinned_message where conversation_id = :id")
        .bind("id", conversationId)
        .mapTo(Long.class)
        .list();
  }
}
