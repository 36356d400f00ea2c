package dev.parley.server.realtime;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Lanes;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.ProfileChanged;
import dev.parley.messenger.contact.BlocksChanged;
import dev.parley.messenger.contact.ContactsChanged;
import dev.parley.messenger.conversation.ConversationChanged;
import dev.parley.messenger.conversation.ConversationCreated;
import dev.parley.messenger.conversation.ConversationDissolved;
import dev.parley.messenger.conversation.ConversationHidden;
import dev.parley.messenger.conversation.LogErased;
import dev.parley.messenger.conversation.MembersChanged;
import dev.parley.messenger.conversation.MySettingsChanged;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.messenger.conversation.SystemMessageAppended;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageChanged;
import dev.parley.messenger.message.MessageSent;
import dev.parley.messenger.privacy.Circle;
import dev.parley.messenger.privacy.PrivacyChanged;
import dev.parley.messenger.session.SessionEnded;
import dev.parley.server.view.LiveViews;
import dev.parley.server.view.LiveViews.ConversationPointer;
import dev.parley.server.view.MessageView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells connected clients what was committed, in the order of the commits per lane, and ends access
 * in the same order: what is published after an end does not reach whom it concerns. Thread-safe;
 * never holds up a commit. If too much waits, pushes are left out, which clients find out by their
 * heads; ends of access never are.
 */
@Singleton
final class Teller implements EventSink, AutoCloseable {
  private static final int WORKERS = 8;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final LivePublisher publisher;
  private final ReceiptPushes receipts;
  private final PresenceBoard presence;
  private final ProfilePushes profiles;
  private final Audience audience;
  private final Lanes lanes;
  private final AtomicLong dropped = new AtomicLong();

  @Inject
  Teller(
      LivePublisher publisher,
      ReceiptPushes receipts,
      PresenceBoard presence,
      ProfilePushes profiles,
      Audience audience) {
    this(
        publisher,
        receipts,
        presence,
        profiles,
        audience,
        new Lanes("parley-live", WORKERS, Bound.LIVE_QUEUE.count()));
  }

  Teller(
      LivePublisher publisher,
      ReceiptPushes receipts,
      PresenceBoard presence,
      ProfilePushes profiles,
      Audience audience,
      Lanes lanes) {
    this.lanes = lanes;
    this.publisher = publisher;
    this.receipts = receipts;
    this.presence = presence;
    this.profiles = profiles;
    this.audience = audience;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case SessionEnded ended -> publisher.closeSession(ended.sessionId());
      case MembersChanged changed when endsAccess(changed) -> surely(changed);
      case ConversationDissolved dissolved -> surely(dissolved);
      case BlocksChanged blocks -> surely(blocks);
      case PrivacyChanged changed -> surely(changed);
      case ContactsChanged changed -> surely(changed);
      default -> ifThereIsRoom(event);
    }
  }

  private void ifThereIsRoom(Event event) {
    if (!lanes.offer(event.lane(), () -> tell(event))) {
      dropped.incrementAndGet();
    }
  }

  private static boolean endsAccess(MembersChanged changed) {
    return !changed.removed().isEmpty() || !changed.changed().isEmpty();
  }

  /** In its lane if there is room, else at once and before what waits there. */
  private void surely(Event event) {
    if (lanes.offer(event.lane(), () -> tell(event))) {
      return;
    }
    Thread.startVirtualThread(() -> tell(event));
  }

  /**
   * Returns when everything of a lane that was committed before this call has been told.
   *
   * @throws Refusal {@code busy} if that takes too long
   */
  void awaitTold(long lane) {
    var told = new CountDownLatch(1);
    try {
      if (lanes.offer(lane, told::countDown)
          && told.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw Refusal.of(RefusalCode.BUSY, "the server has too much to do; try again");
  }

  /** Pushes that were left out since the start. */
  long dropped() {
    return dropped.get();
  }

  private void tell(Event event) {
    switch (event) {
      case MessageSent(Message message) ->
          sent(message.conversationId(), message.seq(), message.rev(), MessageView.forAll(message));
      case SystemMessageAppended note ->
          sent(note.conversationId(), note.seq(), note.rev(), LiveViews.of(note));
      case MessageChanged changed -> changed(changed.message());
      case LogErased erased ->
          publisher.publish(
              LiveChannel.conversation(erased.conversationId()),
              LiveEvent.MESSAGE_UPDATE,
              LiveViews.MessagePointer.of(erased.conversationId(), erased.seqs(), erased.rev()));
      case ReceiptMoved moved -> receipts.moved(moved);
      case ConversationCreated created ->
          toUsers(
              created.shownTo(),
              LiveEvent.CONVERSATION_NEW,
              ConversationPointer.of(created.conversationId(), created.version()));
      case ConversationChanged changed -> updated(changed.conversationId(), changed.version());
      case MembersChanged changed -> members(changed);
      case ConversationDissolved dissolved -> dissolved(dissolved);
      case ConversationHidden hidden ->
          mine(hidden.userId(), hidden.conversationId(), hidden.version());
      case MySettingsChanged settings ->
          mine(settings.userId(), settings.conversationId(), settings.version());
      case BlocksChanged blocks -> blocks(blocks);
      case PrivacyChanged changed -> privacy(changed);
      case ContactsChanged changed ->
          presence.reconsider(changed.userId(), List.of(changed.contactId()));
      case ProfileChanged changed -> profiles.changed(changed);
      default -> {} // for other listeners, or told by pointers alone
    }
  }

  private void sent(long conversationId, long seq, long rev, MessageView view) {
    publisher.publish(
        LiveChannel.conversation(conversationId),
        LiveEvent.MESSAGE_NEW,
        view,
        () -> LiveViews.MessagePointer.of(conversationId, List.of(seq), rev));
  }

  /** The body only where nobody listens who came after the message was sent. */
  private void changed(Message message) {
    long id = message.conversationId();
    var pointer = LiveViews.MessagePointer.of(id, List.of(message.seq()), message.rev());
    LiveChannel channel = LiveChannel.conversation(id);
    if (audience.allMaySee(id, message.seq())) {
      publisher.publish(
          channel, LiveEvent.MESSAGE_UPDATE, MessageView.forAll(message), () -> pointer);
    } else {
      publisher.publish(channel, LiveEvent.MESSAGE_UPDATE, pointer);
    }
  }

  private void members(MembersChanged changed) {
    long id = changed.conversationId();
    changed.removed().forEach(userId -> endAccess(id, userId));
    // Signs anew: the next signature says whether this one may type.
    changed.changed().forEach(userId -> publisher.evict(LiveChannel.conversation(id), userId));
    toUsers(
        changed.removed(),
        LiveEvent.CONVERSATION_REMOVE,
        ConversationPointer.gone(id, changed.version(), "removed"));
    toUsers(
        changed.added(), LiveEvent.CONVERSATION_NEW, ConversationPointer.of(id, changed.version()));
    updated(id, changed.version());
  }

  private void dissolved(ConversationDissolved dissolved) {
    long id = dissolved.conversationId();
    dissolved.ended().forEach(userId -> endAccess(id, userId));
    toUsers(
        dissolved.ended(),
        LiveEvent.CONVERSATION_REMOVE,
        ConversationPointer.gone(id, dissolved.version(), "dissolved"));
  }

  private void endAccess(long conversationId, long userId) {
    publisher.evict(LiveChannel.conversation(conversationId), userId);
    publisher.evict(LiveChannel.open(conversationId), userId);
  }

  /** Both sides lose each other's presence and typing; after an unblock they get it back. */
  private void blocks(BlocksChanged blocks) {
    presence.changedBetween(blocks.userId(), blocks.blockedId());
    audience
        .directOf(blocks.userId(), blocks.blockedId())
        .ifPresent(id -> {
          endAccess(id, blocks.userId());
          endAccess(id, blocks.blockedId());
        });
  }

  /** Who hides is no longer seen, sees no longer, and is not told who has a conversation open. */
  private void privacy(PrivacyChanged changed) {
    if (changed.before().lastSeen() == changed.after().lastSeen()) {
      return;
    }
    presence.reconsider(changed.userId());
    if (changed.after().lastSeen() != Circle.EVERYBODY) {
      audience
          .openTo(changed.userId())
          .forEach(id -> publisher.evict(LiveChannel.open(id), changed.userId()));
    }
  }

  private void updated(long conversationId, long version) {
    publisher.publish(
        LiveChannel.conversation(conversationId),
        LiveEvent.CONVERSATION_UPDATE,
        ConversationPointer.of(conversationId, version));
  }

  private void mine(long userId, long conversationId, long version) {
    publisher.publish(
        LiveChannel.user(userId),
        LiveEvent.CONVERSATION_UPDATE,
        ConversationPointer.mine(conversationId, version));
  }

  private void toUsers(List<Long> users, LiveEvent event, ConversationPointer view) {
    users.forEach(userId -> publisher.publish(LiveChannel.user(userId), event, view));
  }

  @Override
  public void close() {
    lanes.close();
  }
}
