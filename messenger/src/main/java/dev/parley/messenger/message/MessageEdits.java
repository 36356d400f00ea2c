package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Role;
import java.time.InstantSource;

/** Changing and taking back what was said. Thread-safe. */
public final class MessageEdits {
  private final LogChange change;
  private final Access access;
  private final Erasure erasure;
  private final TextIndex index;
  private final InstantSource clock;
  private final MessageTable messages = new MessageTable();
  private final MentionTable mentions = new MentionTable();

  public MessageEdits(LogChange change, Access access, TextIndex index, InstantSource clock) {
    this.change = change;
    this.access = access;
    this.erasure = new Erasure(index);
    this.index = index;
    this.clock = clock;
  }

  /**
   * Replaces the text or caption of an own message and keeps the form it had. Its mentions follow
   * the new text. The same text again changes nothing.
   *
   * @throws Refusal {@code not-allowed} for messages of others, forwarded and recalled ones; {@code
   *     too-late} after {@code Bound.EDIT_MILLIS}; {@code limit-reached} after {@code
   *     Bound.EDITS_KEPT} edits; and as {@link Access#mayPost} says
   */
  public Message edit(long conversationId, long seq, long userId, String text) {
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          var sender = access.mayPost(open.handle(), open.conversation(), userId);
          MessageTable.Stored message = open.message();
          requireEditable(open, text);
          if (message.body().equals(text)) {
            return null;
          }
          if (message.edits() >= Bound.EDITS_KEPT.value()) {
            throw Refusal.of(
                RefusalCode.LIMIT_REACHED,
                "a message can be edited %d times".formatted(Bound.EDITS_KEPT.value()));
          }
          Mentions called = Mentions.in(open.handle(), mentions, open.conversation(), sender, text);
          index.forget(open.handle(), conversationId, seq, seq);
          messages.edit(
              open.handle(),
              conversationId,
              message,
              text,
              called.all(),
              revision.take(),
              clock.millis());
          index.learn(open.handle(), conversationId, seq);
          mentions.replace(open.handle(), conversationId, seq, called.users());
          return new LogChange.Done(MessageChanged.What.EDITED);
        });
  }

  private void requireEditable(LogChange.Open open, String text) {
    MessageTable.Stored message = open.message();
    if (message.senderId() != open.userId()
        || message.kind() == MessageKind.SYSTEM
        || message.forwarded() != null) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "only own words can be edited");
    }
    open.requireContent();
    requireWithin(message, Bound.EDIT_MILLIS, "edited");
    if (message.kind() == MessageKind.TEXT) {
      MessageText.requireSaying(text);
    } else {
      MessageText.requireLegal(text);
    }
  }

  /**
   * Takes a message back for everybody; its content is gone, its place stays. Senders may do it for
   * {@code Bound.RECALL_MILLIS}, also while silenced or blocked; admins and the owner of a group at
   * any time and for anybody's message. Doing it again changes nothing.
   *
   * @throws Refusal {@code not-allowed} for messages of others and of the server, {@code too-late}
   */
  public Message recall(long conversationId, long seq, long userId) {
    return change.run(
        conversationId,
        seq,
        userId,
        (open, revision) -> {
          MessageTable.Stored message = open.message();
          requireRecallable(open);
          if (message.isGone()) {
            return null;
          }
          erasure.blank(open.handle(), conversationId, seq, seq);
          messages.recall(
              open.handle(), conversationId, seq, userId, revision.take(), clock.millis());
          return new LogChange.Done(MessageChanged.What.RECALLED);
        });
  }

  private void requireRecallable(LogChange.Open open) {
    MessageTable.Stored message = open.message();
    if (message.kind() == MessageKind.SYSTEM) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "what the server tells cannot be recalled");
    }
    boolean admin =
        !open.conversation().isDirect() && open.actor().member().role().isAtLeast(Role.ADMIN);
    if (admin || (message.isGone() && message.senderId() == open.userId())) {
      return;
    }
    if (message.senderId() != open.userId()) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "only own messages can be recalled");
    }
    requireWithin(message, Bound.RECALL_MILLIS, "recalled");
  }

  private void requireWithin(MessageTable.Stored message, Bound time, String what) {
    if (clock.millis() - message.sentAt() > time.value()) {
      throw Refusal.of(
          RefusalCode.TOO_LATE,
          "a message can be %s for %d seconds".formatted(what, time.value() / 1000));
    }
  }
}
