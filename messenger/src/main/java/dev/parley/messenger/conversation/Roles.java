package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.outbox.SyncKind;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who may do what in a group: admins, its owner, and who has to be silent. Thread-safe; blocks. */
public final class Roles {
  private final Parts parts;
  private final GroupTable table = new GroupTable();

  Roles(Parts parts) {
    this.parts = parts;
  }

  /**
   * Makes somebody an admin or a plain member; the owner may.
   *
   * @param role not {@link Role#OWNER}: see {@link #handOver}
   * @throws Refusal as {@link Access#mayAdminister}; {@code invalid-field}, {@code not-found} if
   *     that one is not in
   */
  public void setRole(long actorId, long conversationId, long userId, Role role) {
    if (role == Role.OWNER || userId == actorId) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "role", "expected admin or member, for somebody else");
    }
    parts.administer(
        actorId,
        conversationId,
        Role.OWNER,
        (handle, events, _, _) -> {
          if (parts.presentMember(handle, conversationId, userId).role() != role) {
            table.setRole(handle, conversationId, userId, role);
            var note = new SystemNote.RoleChanged(userId, role);
            parts.log().append(handle, events, conversationId, actorId, note);
            tell(handle, events, touch(handle, conversationId), List.of(userId));
          }
          return null;
        });
  }

  /**
   * Hands a group over; the owner may, and is an admin afterwards.
   *
   * @throws Refusal as {@link Access#mayAdminister}; {@code not-found} if that one is not in
   */
  public void handOver(long actorId, long conversationId, long userId) {
    parts.administer(
        actorId,
        conversationId,
        Role.OWNER,
        (handle, events, _, _) -> {
          parts.presentMember(handle, conversationId, userId);
          if (userId != actorId) {
            long smaller = Math.min(userId, actorId); // locks members in order
            long larger = Math.max(userId, actorId);
            table.setRole(handle, conversationId, smaller, roleAfter(smaller, userId));
            table.setRole(handle, conversationId, larger, roleAfter(larger, userId));
            own(handle, events, conversationId, actorId, userId);
          }
          return null;
        });
  }

  private static Role roleAfter(long userId, long ownerId) {
    return userId == ownerId ? Role.OWNER : Role.ADMIN;
  }

  /** Passes a group on whose owner goes away for good, who is still a member. */
  void passOn(
      Handle handle, Consumer<Event> events, long conversationId, long ownerId, long heirId) {
    table.setRole(handle, conversationId, heirId, Role.OWNER);
    own(handle, events, conversationId, ownerId, heirId);
  }

  private void own(
      Handle handle, Consumer<Event> events, long conversationId, long actorId, long userId) {
    Conversation after =
        parts
            .conversations()
            .setOwner(handle, conversationId, userId, parts.clock().millis())
            .orElseThrow(Access::notFound);
    parts
        .log()
        .append(handle, events, conversationId, actorId, new SystemNote.OwnerChanged(userId));
    tell(handle, events, after, List.of(actorId, userId));
  }

  /**
   * Takes somebody's voice for a while, or gives it back; admins may, to whoever has a lesser role
   * than they.
   *
   * @param until epoch milliseconds; {@code null} to give it back
   * @throws Refusal as {@link Access#mayAdminister}; {@code invalid-field} for a time gone by,
   *     {@code not-found} if that one is not in
   */
  public void silence(long actorId, long conversationId, long userId, @Nullable Long until) {
    if (until != null && until <= parts.clock().millis()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "until", "expected a time to come");
    }
    parts.administer(
        actorId,
        conversationId,
        Role.ADMIN,
        (handle, events, _, actor) -> {
          Member other = parts.presentMember(handle, conversationId, userId);
          Memberships.requireBelow(actor, other);
          table.silence(handle, conversationId, userId, until);
          tell(handle, events, touch(handle, conversationId), List.of(userId));
          return null;
        });
  }

  private Conversation touch(Handle handle, long conversationId) {
    return parts
        .conversations()
        .touch(handle, conversationId, parts.clock().millis())
        .orElseThrow(Access::notFound);
  }

  private void tell(Handle handle, Consumer<Event> events, Conversation after, List<Long> changed) {
    parts.outbox().toMembers(handle, SyncKind.CONVERSATION, after.id(), after.version());
    events.accept(new MembersChanged(after.id(), after.version(), List.of(), List.of(), changed));
  }
}
