package dev.parley.messenger.conversation;

import dev.parley.messenger.Cursor;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.privacy.Approach;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who is in a group: adding, removing, leaving, listing. Thread-safe; blocks. */
public final class Memberships {
  private final Parts parts;
  private final Dissolution dissolution;

  Memberships(Parts parts) {
    this.parts = parts;
    this.dissolution = new Dissolution(parts);
  }

  /**
   * What members see of each other.
   *
   * @param joinedAt epoch milliseconds
   * @param silencedUntil epoch milliseconds; {@code null} if never silenced
   */
  public record Seat(
      long userId, Role role, long joinedAt, @Nullable Long silencedUntil, @Nullable Long addedBy) {
    static Seat of(Member member) {
      return new Seat(
          member.userId(),
          member.role(),
          member.joinedAt(),
          member.silencedUntil(),
          member.addedBy());
    }
  }

  /**
   * Adds people to a group; admins may. Whoever is in already is left alone.
   *
   * @param users at most 100
   * @return who came
   * @throws Refusal as {@link Access#mayAdminister}; {@code not-found} for unknown people, {@code
   *     not-allowed} and {@code not-reachable} for who does not want to be added, {@code
   *     group-full}, {@code limit-reached}; nobody was added then
   */
  public List<Long> add(long actorId, long conversationId, Collection<Long> users) {
    return add(actorId, conversationId, users, Approach.PERSON);
  }

  /** As {@link #add(long, long, Collection)}, also for back ends. */
  public List<Long> add(
      long actorId, long conversationId, Collection<Long> users, Approach approach) {
    var wanted = new TreeSet<>(users);
    if (wanted.isEmpty()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "user_ids", "expected at least one user");
    }
    parts.newcomers().requireFew("user_ids", wanted);
    return parts.administer(
        actorId,
        conversationId,
        Role.ADMIN,
        (handle, events, group, _) -> {
          parts
              .newcomers()
              .requireWilling(handle, approach, "user_ids", conversationId, actorId, wanted);
          return parts
              .admission()
              .admit(handle, events, group, actorId, List.copyOf(wanted), SystemNote.Added::new);
        });
  }

  /**
   * Removes somebody from a group; admins may, whoever has a lesser role than they.
   *
   * @throws Refusal as {@link Access#mayAdminister}; {@code not-found} if that one is not in
   */
  public void remove(long actorId, long conversationId, long userId) {
    parts.administer(
        actorId,
        conversationId,
        Role.ADMIN,
        (handle, events, group, actor) -> {
          requireBelow(actor, parts.presentMember(handle, conversationId, userId));
          var note = new SystemNote.Removed(userId);
          parts.admission().release(handle, events, group, actorId, userId, note);
          return null;
        });
  }

  /**
   * Leaves a group. The owner has to hand it over before; the last one who leaves dissolves it.
   *
   * @throws Refusal {@code not-found}, {@code not-allowed} in a direct conversation or after
   *     leaving, {@code last-owner}
   */
  public void leave(long userId, long conversationId) {
    parts.administer(
        userId,
        conversationId,
        Role.MEMBER,
        (handle, events, group, member) -> {
          if (group.memberCount() == 1) {
            dissolution.end(handle, events, group);
            return null;
          }
          if (member.role() == Role.OWNER) {
            throw Refusal.of(
                RefusalCode.LAST_OWNER, "hand the group over to somebody before you leave");
          }
          parts.admission().release(handle, events, group, userId, userId, new SystemNote.Left());
          return null;
        });
  }

  /**
   * Those who are in a conversation, by user id; for those who are in it.
   *
   * @throws Refusal {@code not-found}, {@code invalid-cursor}
   */
  public Page<Seat> page(
      long userId, long conversationId, @Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    long after = Cursor.parse(cursor, 0)[0];
    return parts
        .transactions()
        .read(handle -> {
          parts.access().canFollow(handle, conversationId, userId);
          List<Member> rows = parts.members().page(handle, conversationId, after, size + 1);
          return Page.of(
              rows.stream().map(Seat::of).toList(), size, last -> Cursor.of(last.userId()));
        });
  }

  static void requireBelow(Member actor, Member other) {
    if (other.role().isAtLeast(actor.role())) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "this needs a higher role than that person has");
    }
  }
}
