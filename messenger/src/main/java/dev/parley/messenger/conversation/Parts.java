package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.outbox.Outbox;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the services of this package are made of. */
record Parts(
    Transactions transactions,
    Directory directory,
    Outbox outbox,
    Ids ids,
    InstantSource clock,
    RandomGenerator random,
    ConversationSettings settings,
    ConversationTable conversations,
    MemberTable members,
    Access access,
    SystemMessages log,
    Reach reach,
    Newcomers newcomers,
    Admission admission) {

  static Parts of(
      Transactions transactions,
      Directory directory,
      Outbox outbox,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      ConversationSettings settings) {
    var conversations = new ConversationTable();
    var members = new MemberTable();
    var blocks = new BlockTable();
    var reach = new Reach();
    var log = new SystemMessages(conversations, outbox, ids, clock);
    return new Parts(
        transactions,
        directory,
        outbox,
        ids,
        clock,
        random,
        settings,
        conversations,
        members,
        new Access(conversations, members, blocks, clock),
        log,
        reach,
        new Newcomers(directory, blocks, reach),
        new Admission(conversations, members, log, outbox, clock, settings));
  }

  /**
   * What an admin does to a group that is locked until the commit.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Deed<T extends @Nullable Object> {
    T run(Handle handle, Consumer<Event> events, Conversation group, Member actor);
  }

  /**
   * Does something in one transaction that needs a role.
   *
   * @throws Refusal as {@link Access#mayAdminister}
   */
  <T extends @Nullable Object> T administer(
      long actorId, long conversationId, Role least, Deed<T> deed) {
    return transactions.write(
        conversationId,
        (handle, events) -> {
          Conversation group = lock(handle, conversationId);
          Member actor = access.mayAdminister(handle, group, actorId, least);
          return deed.run(handle, events, group, actor);
        });
  }

  /** Locks a conversation that is not dissolved. */
  Conversation lock(Handle handle, long conversationId) {
    return conversations.lock(handle, conversationId).orElseThrow(Access::notFound);
  }

  /**
   * A member whom an admin names.
   *
   * @throws Refusal {@code not-found} if that one is not in
   */
  Member presentMember(Handle handle, long conversationId, long userId) {
    return members
        .find(handle, conversationId, userId)
        .filter(Member::isPresent)
        .orElseThrow(() ->
            Refusal.ofField(
                RefusalCode.NOT_FOUND, "user_id", "expected a member of this conversation"));
  }
}
