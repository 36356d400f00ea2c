package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.StayTable.Beginning;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** How people come into a group and go: the one place that moves its count. Stateless. */
final class Admission {
  private final ConversationTable conversations;
  private final MemberTable members;
  private final SystemMessages log;
  private final Outbox outbox;
  private final InstantSource clock;
  private final ConversationSettings settings;
  private final StayTable stays = new StayTable();

  Admission(
      ConversationTable conversations,
      MemberTable members,
      SystemMessages log,
      Outbox outbox,
      InstantSource clock,
      ConversationSettings settings) {
    this.conversations = conversations;
    this.members = members;
    this.log = log;
    this.outbox = outbox;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Lets people in; those who are in already are left alone. They see the log from the note on.
   *
   * @param group locked in this transaction
   * @param users distinct
   * @return who came, ascending
   * @throws Refusal {@code group-full}, {@code limit-reached}; nobody came then
   */
  List<Long> admit(
      Handle handle,
      Consumer<Event> events,
      Conversation group,
      long actorId,
      List<Long> users,
      Function<List<Long>, SystemNote> note) {
    var coming = new TreeSet<>(users);
    stays.present(handle, group.id(), users).forEach(coming::remove);
    if (coming.isEmpty()) {
      return List.of();
    }
    requireRoom(group.memberCount() + coming.size());
    long now = clock.millis();
    Conversation resized =
        conversations.resize(handle, group.id(), coming.size(), now).orElseThrow(Access::notFound);
    List<Long> came = List.copyOf(coming);
    Conversation head = log.append(handle, events, group.id(), actorId, note.apply(came));
    var how = new Beginning(Role.MEMBER, head.lastSeq(), head.lastCountable(), actorId, null);
    for (long userId : came) {
      requireFewStays(handle, group.id(), userId);
      stays.begin(handle, group.id(), userId, how, now);
    }
    outbox.toMembers(handle, SyncKind.CONVERSATION, group.id(), resized.version());
    if (resized.large()) {
      // who just came has no head to compare with
      came.forEach(userId ->
          outbox.toUser(handle, SyncKind.CONVERSATION, group.id(), resized.version(), userId));
    }
    events.accept(new MembersChanged(group.id(), resized.version(), came, List.of(), List.of()));
    return came;
  }

  /**
   * Lets somebody out, who sees the log up to the note.
   *
   * @param group locked in this transaction
   * @param userId is present
   */
  void release(
      Handle handle,
      Consumer<Event> events,
      Conversation group,
      long actorId,
      long userId,
      SystemNote note) {
    long now = clock.millis();
    Conversation resized =
        conversations.resize(handle, group.id(), -1, now).orElseThrow(Access::notFound);
    Conversation head = log.append(handle, events, group.id(), actorId, note);
    stays.end(handle, group.id(), userId, head.lastSeq(), now);
    outbox.toMembers(handle, SyncKind.CONVERSATION, group.id(), resized.version());
    outbox.toUser(handle, SyncKind.REMOVED, group.id(), resized.version(), userId);
    events.accept(
        new MembersChanged(group.id(), resized.version(), List.of(), List.of(userId), List.of()));
  }

  /** Refuses what would make a group too large. */
  void requireRoom(int memberCount) {
    if (memberCount > settings.mostMembers()) {
      throw Refusal.of(
          RefusalCode.GROUP_FULL,
          "a group has at most %d members".formatted(settings.mostMembers()));
    }
  }

  private void requireFewStays(Handle handle, long groupId, long userId) {
    int before = members.find(handle, groupId, userId).map(Member::stays).orElse(0);
    if (before >= Bound.STAYS_PER_MEMBER.count()) {
      throw Refusal.of(RefusalCode.LIMIT_REACHED, "this person came back to the group too often");
    }
  }
}
