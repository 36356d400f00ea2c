package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Reading;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What every change of a message has in common: the conversation is locked, its actor is present
 * and may see the message, and what was changed gets a rev, a row of the outbox and an event.
 * Thread-safe.
 */
public final class LogChange {
  private final Transactions transactions;
  private final ConversationTable conversations;
  private final Access access;
  private final Outbox outbox;
  private final MessageTable messages = new MessageTable();
  private final MessageReader reader = new MessageReader();

  public LogChange(
      Transactions transactions, ConversationTable conversations, Access access, Outbox outbox) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.access = access;
    this.outbox = outbox;
  }

  /** The one answer for a message that does not exist, or that the asker may not see. */
  static Refusal notFound() {
    return Refusal.ofField(RefusalCode.NOT_FOUND, "seq", "there is no such message");
  }

  /** A message under the lock of its conversation, and who wants to change it. */
  record Open(Handle handle, Reading actor, MessageTable.Stored message) {
    Conversation conversation() {
      return actor.conversation();
    }

    long userId() {
      return actor.member().userId();
    }

    /** For changes of what a message says. */
    void requireContent() {
      if (message.isGone()) {
        throw Refusal.of(RefusalCode.NOT_ALLOWED, "this message was recalled");
      }
    }
  }

  /** What a change did. */
  record Done(MessageChanged.What what, @Nullable String emoji) {
    Done(MessageChanged.What what) {
      this(what, null);
    }
  }

  /** Checks and changes. */
  @FunctionalInterface
  interface Rule {
    /**
     * Runs under the lock.
     *
     * @return {@code null} if all was so already
     */
    @Nullable Done apply(Open open, Revision revision);
  }

  /** Takes the rev of the change; asked only by a change that has something to do. */
  @FunctionalInterface
  interface Revision {
    long take();
  }

  /** Runs a change in a transaction of its own, and gives its actor the message as it is then. */
  Message run(long conversationId, long seq, long userId, Rule rule) {
    return transactions.write(
        conversationId,
        (handle, events) -> {
          Conversation locked =
              conversations.lock(handle, conversationId).orElseThrow(Access::notFound);
          Open open = open(handle, locked, seq, userId);
          Done done =
              rule.apply(
                  open,
                  () ->
                      conversations
                          .revise(handle, conversationId)
                          .orElseThrow(Access::notFound)
                          .lastRev());
          if (done != null) {
            tell(handle, events, conversationId, seq, userId, done);
          }
          return reader
              .read(handle, conversationId, List.of(seq), userId, open.actor().visible())
              .getFirst();
        });
  }

  private Open open(Handle handle, Conversation locked, long seq, long userId) {
    Reading actor = access.canRead(handle, locked, userId);
    if (!actor.member().isPresent()) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "you are no longer in this conversation");
    }
    if (!actor.visible().contains(seq)) {
      throw notFound();
    }
    return new Open(
        handle, actor, messages.find(handle, locked.id(), seq).orElseThrow(LogChange::notFound));
  }

  private void tell(
      Handle handle, Consumer<Event> events, long id, long seq, long userId, Done done) {
    Message message = reader.forAll(handle, id, seq);
    outbox.toMembers(handle, SyncKind.CHANGE, id, message.rev());
    events.accept(new MessageChanged(done.what(), userId, done.emoji(), message));
  }
}
