package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.conversation.Member;
import dev.parley.messenger.conversation.Reach;
import dev.parley.messenger.conversation.ReadMark;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaTable;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sending. The answer is given once the message is on the disk, and a retry gets the same answer
 * for ever: also after the message was recalled or purged and after its sender has left.
 * Thread-safe.
 */
public final class Messages {
  private final Transactions transactions;
  private final ConversationTable conversations;
  private final Access access;
  private final Directs directs;
  private final Reach reach;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final MessageTable messages = new MessageTable();
  private final MentionTable mentions = new MentionTable();
  private final MediaTable media = new MediaTable();
  private final ReadMark readMark = new ReadMark();

  public Messages(
      Transactions transactions,
      ConversationTable conversations,
      Access access,
      Directs directs,
      Reach reach,
      Outbox outbox,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.access = access;
    this.directs = directs;
    this.reach = reach;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Another transaction has stored the same name between our look and our insert. */
  private static final class SentMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SentMeanwhile() {
      super("sent meanwhile", null, false, false);
    }
  }

  /** What a message will hold, once its parts are checked. */
  private record Parts(
      MessageKind kind, String text, @Nullable Media file, Message.@Nullable Forwarded forwarded) {}

  /**
   * Stores a message.
   *
   * @throws Refusal {@code not-found} for a conversation, receiver, answered or forwarded message
   *     that the sender may not see; {@code idempotency-conflict} if the same name came with other
   *     content; {@code not-allowed}, {@code silenced}, {@code blocked} or {@code
   *     read-only-conversation} as {@link Access} says, {@code not-reachable} as {@link Reach}
   *     does; {@code invalid-field} for a file that is not the sender's
   */
  public Sent send(SendCommand command) {
    String hash = RequestHash.of(command);
    try {
      return attempt(command, hash);
    } catch (SentMeanwhile _) {
      return attempt(command, hash); // now it is found
    }
  }

  private Sent attempt(SendCommand command, String hash) {
    return switch (command.target()) {
      case Target.InConversation(long id) ->
          transactions.write(id, (handle, events) -> send(handle, events, id, command, hash));
      case Target.ToUser(long peer) -> {
        Optional<Conversation> known =
            transactions.read(handle -> directs.find(handle, command.senderId(), peer));
        yield transactions.write(
            known.map(Conversation::id).orElseGet(() -> Directs.lane(command.senderId(), peer)),
            (handle, events) -> {
              long id =
                  directs
                      .open(handle, events, command.senderId(), peer, command.approach())
                      .conversation()
                      .id();
              return send(handle, events, id, command, hash);
            });
      }
    };
  }

  private Sent send(
      Handle handle, Consumer<Event> events, long id, SendCommand command, String hash) {
    long now = clock.millis();
    // Takes the number and with it the lock: whoever comes later sees what is checked from here on.
    Optional<Conversation> appended =
        conversations.appendUnlessSent(handle, id, command.senderId(), command.clientMsgId(), now);
    if (appended.isEmpty()) {
      return messages
          .earlier(handle, id, command.senderId(), command.clientMsgId())
          .map(earlier -> again(earlier, hash))
          .orElseThrow(Access::notFound);
    }
    Conversation conversation = appended.get();
    Member sender = access.mayPost(handle, conversation, command.senderId());
    requireFirstWordWanted(handle, conversation, command);
    requireAnswerable(handle, conversation, command);
    Parts parts = parts(handle, command);
    Mentions called = Mentions.in(handle, mentions, conversation, sender, parts.text());
    Message message = message(conversation, command, parts, called, now);
    if (!messages.insert(handle, message, hash, conversation.lastCountable())) {
      throw new SentMeanwhile();
    }
    mentions.add(handle, id, message.seq(), called.users());
    moveReadPosition(handle, events, conversation, sender, command.seenUpTo(), now);
    outbox.toMembers(handle, SyncKind.NEW, id, message.seq());
    events.accept(new MessageSent(message));
    return new Sent(id, message.seq(), message.rev(), message.messageId(), now);
  }

  private static Sent again(MessageTable.Earlier earlier, String hash) {
    if (!earlier.requestHash().equals(hash)) {
      throw Refusal.ofField(
          RefusalCode.IDEMPOTENCY_CONFLICT,
          "client_msg_id",
          "another message was sent under this client_msg_id; take a new one");
    }
    return earlier.answer();
  }

  /** Also where a conversation was begun earlier, and nobody has said anything in it. */
  private void requireFirstWordWanted(
      Handle handle, Conversation conversation, SendCommand command) {
    if (conversation.isDirect() && conversation.lastCountable() == 1) {
      long peer = conversation.peerOf(command.senderId());
      reach.requireOpen(handle, command.approach(), command.senderId(), peer);
    }
  }

  private void requireAnswerable(Handle handle, Conversation conversation, SendCommand command) {
    Long reply = command.replySeq();
    if (reply == null) {
      return;
    }
    // the own number is taken already, so that nothing answers itself or what is to come
    if (reply >= conversation.lastSeq()
        || !access.canRead(handle, conversation, command.senderId()).visible().contains(reply)) {
      throw Refusal.ofField(
          RefusalCode.NOT_FOUND, "reply_seq", "there is no such message to answer");
    }
  }

  private Parts parts(Handle handle, SendCommand command) {
    return switch (command.content()) {
      case Content.Text(String text) -> new Parts(MessageKind.TEXT, text, null, null);
      case Content.Attachment(var kind, long fileId, String caption) -> {
        Media file =
            media
                .take(handle, fileId, clock.millis())
                .filter(found -> found.ownerId() == command.senderId() && kind.fits(found))
                .orElseThrow(() ->
                    Refusal.ofField(
                        RefusalCode.INVALID_FIELD,
                        "file_id",
                        "expected a complete %s that you have uploaded"
                            .formatted(kind == MessageKind.IMAGE ? "image" : "file")));
        yield new Parts(kind, caption, file, null);
      }
      case Content.Forward(long from, long seq) -> forwarded(handle, from, seq, command.senderId());
    };
  }

  private Parts forwarded(Handle handle, long from, long seq, long userId) {
    boolean visible = access.canRead(handle, from, userId).visible().contains(seq);
    MessageTable.Stored source =
        Optional.of(visible)
            .filter(Boolean::booleanValue)
            .flatMap(_ -> messages.find(handle, from, seq))
            .filter(found -> !found.isGone() && found.kind() != MessageKind.SYSTEM)
            .orElseThrow(Messages::notToForward);
    Message.Forwarded first = source.forwarded();
    Long fileId = source.fileId();
    return new Parts(
        source.kind(),
        source.body(),
        fileId == null
            ? null
            : media.take(handle, fileId, clock.millis()).orElseThrow(Messages::notToForward),
        first == null ? new Message.Forwarded(source.senderId(), source.sentAt()) : first);
  }

  private static Refusal notToForward() {
    return Refusal.ofField(RefusalCode.NOT_FOUND, "forward", "there is no such message to forward");
  }

  private Message message(
      Conversation conversation, SendCommand command, Parts parts, Mentions called, long now) {
    Long reply = command.replySeq();
    return new Message(
        conversation.id(),
        conversation.lastSeq(),
        ids.next(),
        conversation.lastRev(),
        command.senderId(),
        command.clientMsgId(),
        parts.kind(),
        parts.text(),
        parts.file(),
        reply == null ? null : new Message.Reply(reply, null),
        parts.forwarded(),
        called.users(),
        called.all(),
        0,
        now,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  private void moveReadPosition(
      Handle handle,
      Consumer<Event> events,
      Conversation conversation,
      Member sender,
      @Nullable Long seenUpTo,
      long now) {
    if (seenUpTo == null) {
      return;
    }
    long seq = Math.min(seenUpTo, conversation.lastSeq() - 1);
    if (seq <= sender.readSeq()) {
      return;
    }
    readMark
        .read(handle, conversation.id(), sender.userId(), seq, now)
        .ifPresent(moved -> {
          outbox.toUser(
              handle, SyncKind.MEMBER_SELF, conversation.id(), moved.version(), sender.userId());
          events.accept(readMark.told(handle, conversation, sender, moved, now));
        });
  }
}
