package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Writes what happened to a conversation into its log. Such messages have a seq like all others,
 * but never count as unread. Thread-safe.
 */
public final class SystemMessages {
  /** The number in {@code message.kind}. */
  public static final int KIND = 3;

  private final ConversationTable conversations;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;

  public SystemMessages(
      ConversationTable conversations, Outbox outbox, Ids ids, InstantSource clock) {
    this.conversations = conversations;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Appends a message, with its row of the outbox and its event.
   *
   * @param actorId who did what the note tells
   * @return the conversation after it: its {@code lastSeq} is the message
   * @throws dev.parley.messenger.Refusal {@code not-found} if it is dissolved
   */
  public Conversation append(
      Handle handle, Consumer<Event> events, long conversationId, long actorId, SystemNote note) {
    long now = clock.millis();
    long messageId = ids.next();
    String body = SystemText.of(note);
    Conversation head =
        conversations.append(handle, conversationId, 0, now).orElseThrow(Access::notFound);
    handle
        .createUpdate(
            """
            insert into message (conversation_id, seq, message_id, countable, counts, rev, sent_rev,
              sender_id, client_msg_id, request_hash, kind, body, sent_at)
            values (:conversation, :seq, :id, :countable, 0, :rev, :rev,
              :sender, :client, '', :kind, :body, :now)
            """)
        .bind("conversation", conversationId)
        .bind("seq", head.lastSeq())
        .bind("id", messageId)
        .bind("countable", head.lastCountable())
        .bind("rev", head.lastRev())
        .bind("sender", actorId)
        .bind("client", "system:" + messageId)
        .bind("kind", KIND)
        .bind("body", body)
        .bind("now", now)
        .execute();
    outbox.toMembers(handle, SyncKind.NEW, conversationId, head.lastSeq());
    events.accept(
        new SystemMessageAppended(
            conversationId, head.lastSeq(), head.lastRev(), messageId, actorId, body, now));
    return head;
  }
}
