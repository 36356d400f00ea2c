package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import dev.parley.messenger.Progress;
import dev.parley.messenger.outbox.SyncKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Blanks what deleted accounts said in groups. A stub of each message stays, so that no number of
 * the log is missing, and it counts as recalled. Small transactions that go on where the last one
 * ended. Thread-safe; blocks.
 */
public final class DepartedErasure {
  /** Messages of one transaction: some milliseconds, so that nobody waits long behind it. */
  private static final int BATCH = 100;

  private record Task(long userId, long conversationId) {}

  private final Parts parts;
  private final List<ErasureStep> steps;

  DepartedErasure(Parts parts, List<ErasureStep> steps) {
    this.parts = parts;
    this.steps = List.copyOf(steps);
  }

  /** Remembers that a deleted account's words in a conversation have to go. */
  static void plan(Handle handle, long conversationId, long userId) {
    handle.execute(
        """
        insert into erasure (user_id, conversation_id) values (?, ?)
        on conflict (user_id, conversation_id) do nothing
        """,
        userId,
        conversationId);
  }

  /**
   * Runs one batch.
   *
   * @return messages that were blanked
   */
  public Progress runBatch() {
    Optional<Task> next = parts.transactions().read(DepartedErasure::next);
    return next.map(task ->
            new Progress(
                parts
                    .transactions()
                    .write(task.conversationId(), (handle, events) -> erase(handle, events, task)),
                true))
        .orElse(Progress.DONE);
  }

  private static Optional<Task> next(Handle handle) {
    return handle
        .createQuery(
            """
            select user_id, conversation_id from erasure
            order by user_id, conversation_id limit 1
            """)
        .map((row, _) -> new Task(row.getLong("user_id"), row.getLong("conversation_id")))
        .findOne();
  }

  private int erase(Handle handle, Consumer<Event> events, Task task) {
    long id = task.conversationId();
    Optional<Conversation> group = parts.conversations().lock(handle, id);
    List<Long> seqs = group.isPresent() ? seqs(handle, task) : List.of();
    if (seqs.isEmpty()) {
      handle.execute(
          "delete from erasure where user_id = ? and conversation_id = ?", task.userId(), id);
      return 0;
    }
    long rev = parts.conversations().revise(handle, id).orElseThrow().lastRev();
    steps.forEach(step -> step.erase(handle, id, seqs));
    mark(handle, task, seqs, rev);
    handle.execute(
        "update erasure set done_seq = ? where user_id = ? and conversation_id = ?",
        seqs.getLast(),
        task.userId(),
        id);
    parts.outbox().toMembers(handle, SyncKind.CHANGE, id, rev);
    events.accept(new LogErased(id, rev, seqs));
    return seqs.size();
  }

  private static List<Long> seqs(Handle handle, Task task) {
    return handle
        .createQuery(
            """
            select m.seq from message m
            where m.conversation_id = :id and m.sender_id = :user and m.counts = 1
              and m.seq > (select done_seq from erasure
                           where user_id = :user and conversation_id = :id)
            order by m.seq limit :limit
            """)
        .bind("id", task.conversationId())
        .bind("user", task.userId())
        .bind("limit", BATCH)
        .mapTo(Long.class)
        .list();
  }

  private void mark(Handle handle, Task task, List<Long> seqs, long rev) {
    long now = parts.clock().millis();
    handle
        .createUpdate(
            """
            update message
            set recalled_at = coalesce(recalled_at, :now),
                recalled_by = coalesce(recalled_by, :user), purged_at = :now, rev = :rev
            where conversation_id = :id and seq in (<seqs>)
            """)
        .bind("id", task.conversationId())
        .bind("user", task.userId())
        .bind("now", now)
        .bind("rev", rev)
        .bindList("seqs", seqs)
        .execute();
  }
}
