package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.contact.BlockTable;
import dev.parley.messenger.contact.Directory;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Checks people whom somebody wants in a group. Stateless. */
final class Newcomers {
  private final Directory directory;
  private final BlockTable blocks;

  Newcomers(Directory directory, BlockTable blocks) {
    this.directory = directory;
    this.blocks = blocks;
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
   * Everybody exists and nobody blocks who adds them; the words do not tell of the block.
   *
   * @throws Refusal {@code not-found}, {@code not-allowed}
   */
  void requireWilling(Handle handle, String field, long actorId, Collection<Long> users) {
    directory.requireAll(handle, field, users);
    if (!blocks.whoBlock(handle, users, actorId).isEmpty()) {
      throw Refusal.ofField(
          RefusalCode.NOT_ALLOWED, field, "somebody of these cannot be added by you");
    }
  }
}
