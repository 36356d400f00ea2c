package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.privacy.Approach;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Checks people whom somebody wants in a group. Stateless. */
final class Newcomers {
  private final Directory directory;
  private final BlockTable blocks;
  private final Reach reach;

  Newcomers(Directory directory, BlockTable blocks, Reach reach) {
    this.directory = directory;
    this.blocks = blocks;
    this.reach = reach;
  }

  /** Bounds one request. */
  void requireFew(String field, Collection<Long> users) {
    if (users.size() > Bound.MEMBERS_ADDED_AT_ONCE.count()) {
      throw Refusal.ofField(
          RefusalCode.LIMIT_REACHED,
          field,
          "expected at most %d users at once".formatted(Bound.MEMBERS_ADDED_AT_ONCE.count()));
    }
  }

  /**
   * Everybody exists, nobody blocks who adds them (the words do not tell of the block), and whoever
   * is not in the group yet lets that one add them.
   *
   * @param group 0 for one that is being made
   * @throws Refusal {@code not-found}, {@code not-allowed}, {@code not-reachable}
   */
  void requireWilling(
      Handle handle,
      Approach approach,
      String field,
      long group,
      long actorId,
      Collection<Long> users) {
    directory.requireAll(handle, field, users);
    if (!blocks.whoBlock(handle, users, actorId).isEmpty()) {
      throw Refusal.ofField(
          RefusalCode.NOT_ALLOWED, field, "somebody of these cannot be added by you");
    }
    reach.requireOpen(handle, approach, field, group, actorId, users);
  }
}
