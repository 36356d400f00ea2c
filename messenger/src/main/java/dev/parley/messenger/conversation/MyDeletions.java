package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.outbox.SyncKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Single messages that a member deletes for oneself. Nobody else notices. They lie in none of the
 * member's {@link Visible} stretches any more, which is what history, search, pins, quotes, files
 * and changes go by; the list and the unread count leave them out by themselves. There is no way
 * back. Thread-safe; blocks.
 *
 * <p>Deletions are counted: a device whose copy stands for fewer than {@link Member#deletions} asks
 * for those after its own.
 */
public final class MyDeletions {
  private final Parts parts;
  private final DeletionTable table = new DeletionTable();

  MyDeletions(Parts parts) {
    this.parts = parts;
  }

  /**
   * Some deletions, in their order.
   *
   * @param last the number of the last one
   * @param more whether there are more
   */
  public record Since(List<Long> seqs, long last, boolean more) {
    public Since {
      seqs = List.copyOf(seqs);
    }
  }

  /**
   * Deletes messages for one member, who may be a former one. Those that are deleted already stay
   * so.
   *
   * @param seqs at most 100
   * @throws Refusal {@code not-found} for strangers, and naming {@code seqs} for a message that the
   *     member does not see: nothing is deleted then; {@code invalid-field} for none, {@code
   *     limit-reached} for too many at once or in all
   */
  public Member delete(long userId, long conversationId, Collection<Long> seqs) {
    var wanted = new TreeSet<>(seqs);
    requireFew(wanted.size());
    return parts
        .transactions()
        .write(
            conversationId,
            (handle, events) -> {
              Conversation conversation = parts.lock(handle, conversationId);
              Reading reading = parts.access().canRead(handle, conversation, userId);
              Member before = reading.member();
              var known = new HashSet<>(table.seqs(handle, conversationId, userId));
              wanted.removeAll(known);
              if (wanted.isEmpty()) {
                return before;
              }
              requireVisible(reading, wanted);
              requireRoom(known.size() + wanted.size());
              table.insert(handle, conversationId, userId, wanted, before.deletions());
              return changed(handle, events, before, wanted.size());
            });
  }

  private Member changed(Handle handle, Consumer<Event> events, Member before, int more) {
    long id = before.conversationId();
    long userId = before.userId();
    Member after =
        parts
            .members()
            .change(handle, id, userId, "deletions = deletions + :more", Map.of("more", more))
            .orElseThrow(Access::notFound);
    parts.outbox().toUser(handle, SyncKind.MEMBER_SELF, id, after.version(), userId);
    events.accept(new MySettingsChanged(id, userId, after.version()));
    return after;
  }

  /**
   * What a member deleted after a deletion that a copy stands for.
   *
   * @param after 0 for all that is still known
   * @throws Refusal {@code not-found}, {@code invalid-field} below 0
   */
  public Since since(long userId, long conversationId, long after) {
    if (after < 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "after", "expected 0 or more");
    }
    int most = Bound.PAGE.count();
    return parts
        .transactions()
        .read(handle -> {
          Member member = parts.access().canRead(handle, conversationId, userId).member();
          var rows = table.after(handle, conversationId, userId, after, most + 1);
          boolean more = rows.size() > most;
          var shown = rows.subList(0, Math.min(most, rows.size()));
          return new Since(
              shown.stream().map(DeletionTable.Row::seq).toList(),
              more ? shown.getLast().number() : Math.max(after, member.deletions()),
              more);
        });
  }

  private static void requireFew(int count) {
    if (count == 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "seqs", "expected at least one message");
    }
    if (count > Bound.DELETED_AT_ONCE.count()) {
      throw Refusal.ofField(
          RefusalCode.LIMIT_REACHED,
          "seqs",
          "expected at most %d messages at once".formatted(Bound.DELETED_AT_ONCE.count()));
    }
  }

  private static void requireVisible(Reading reading, Collection<Long> seqs) {
    long last = reading.conversation().lastSeq();
    if (!seqs.stream().allMatch(seq -> seq <= last && reading.visible().contains(seq))) {
      throw Refusal.ofField(
          RefusalCode.NOT_FOUND, "seqs", "expected messages that you see; nothing was deleted");
    }
  }

  private static void requireRoom(int count) {
    if (count > Bound.DELETED_MESSAGES.count()) {
      throw Refusal.ofField(
          RefusalCode.LIMIT_REACHED,
          "seqs",
          "expected at most %d of one conversation; delete the conversation instead"
              .formatted(Bound.DELETED_MESSAGES.count()));
    }
  }
}
