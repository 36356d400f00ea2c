package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.account.AccountDeletionStep;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What becomes of a deleted account's conversations: direct ones end for both sides; groups go to
 * the oldest admin, else the oldest member, and forget what the account said ({@link
 * DepartedErasure}). Thread-safe.
 */
public final class AccountLeaving implements AccountDeletionStep {
  private final Parts parts;
  private final Roles roles;
  private final Dissolution dissolution;
  private final DirectTable directs = new DirectTable();
  private final StayTable stays = new StayTable();

  AccountLeaving(Parts parts) {
    this.parts = parts;
    this.roles = new Roles(parts);
    this.dissolution = new Dissolution(parts);
  }

  @Override
  public void run(Handle handle, long userId, Consumer<Event> events) {
    var all = new TreeSet<>(directs.ofUser(handle, userId)); // locked in order
    all.addAll(stays.groupsOf(handle, userId));
    for (long id : all) {
      Optional<Conversation> conversation = parts.conversations().lock(handle, id);
      if (conversation.isEmpty()) {
        continue; // dissolved a moment ago
      }
      if (conversation.get().isDirect()) {
        dissolution.end(handle, events, conversation.get());
      } else {
        leave(handle, events, conversation.get(), userId);
      }
    }
    new DeletionTable().forget(handle, userId);
  }

  private void leave(Handle handle, Consumer<Event> events, Conversation group, long userId) {
    Member member = parts.members().find(handle, group.id(), userId).orElseThrow();
    if (member.isPresent()) {
      long heir = stays.heir(handle, group.id(), userId);
      if (heir == 0) {
        dissolution.end(handle, events, group);
        return;
      }
      if (member.role() == Role.OWNER) {
        roles.passOn(handle, events, group.id(), userId, heir);
      }
      parts.admission().release(handle, events, group, userId, userId, new SystemNote.Left());
    }
    DepartedErasure.plan(handle, group.id(), userId);
  }
}
