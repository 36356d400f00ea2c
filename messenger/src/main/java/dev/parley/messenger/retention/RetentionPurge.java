package dev.parley.messenger.retention;

import dev.parley.messenger.Event;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationChanged;
import dev.parley.messenger.conversation.ConversationTable;
import dev.parley.messenger.conversation.ErasureStep;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Purges messages that are older than their conversation's rule, else the server's, allows. Small
 * transactions, each of which can be the last: what is left is found again, here or on another
 * server. Thread-safe; blocks.
 */
public final class RetentionPurge {
  private final Transactions transactions;
  private final ConversationTable conversations;
  private final ServerRule server;
  private final Outbox outbox;
  private final InstantSource clock;
  private final List<ErasureStep> steps;
  private final Batch batch;
  private final Erasure erasure;
  private final RetentionTable table = new RetentionTable();

  /** Conversations up to this one have been looked at in this round. */
  private final AtomicLong lookedAt = new AtomicLong();

  /**
   * How much one transaction does: some milliseconds, so that nobody waits long behind it.
   *
   * @param conversations that are looked at
   * @param hidden messages that one change of {@code purge_seq}, and one word to the members,
   *     covers
   * @param blanked messages that lose their content
   */
  record Batch(int conversations, int hidden, int blanked) {
    static final Batch USUAL = new Batch(500, 5_000, 200);
  }

  /**
   * Puts it together.
   *
   * @param erasure blanks the messages themselves
   * @param steps of those who keep more of a message than its log; they run before it is blanked
   */
  public RetentionPurge(
      Transactions transactions,
      ServerRule server,
      Outbox outbox,
      InstantSource clock,
      Erasure erasure,
      List<ErasureStep> steps) {
    this(transactions, server, outbox, clock, erasure, steps, Batch.USUAL);
  }

  RetentionPurge(
      Transactions transactions,
      ServerRule server,
      Outbox outbox,
      InstantSource clock,
      Erasure erasure,
      List<ErasureStep> steps,
      Batch batch) {
    this.transactions = transactions;
    this.conversations = new ConversationTable();
    this.server = server;
    this.outbox = outbox;
    this.clock = clock;
    this.erasure = erasure;
    this.steps = List.copyOf(steps);
    this.batch = batch;
  }

  /**
   * Runs one batch.
   *
   * @return messages that were blanked
   */
  public Progress runBatch() {
    Optional<Long> unfinished = transactions.read(table::unfinished);
    if (unfinished.isPresent()) {
      long id = unfinished.get();
      return new Progress(transactions.write(id, (handle, _) -> blank(handle, id)), true);
    }
    long after = lookedAt.get();
    List<RetentionTable.Candidate> page =
        transactions.read(handle ->
            table.page(
                handle, server.state(handle).rule(), after, clock.millis(), batch.conversations()));
    if (page.isEmpty()) {
      lookedAt.set(0);
      return Progress.DONE;
    }
    Optional<RetentionTable.Candidate> due =
        page.stream().filter(RetentionTable.Candidate::due).findFirst();
    if (due.isEmpty()) {
      lookedAt.set(page.getLast().conversationId());
      return new Progress(0, true);
    }
    long id = due.get().conversationId();
    boolean all = transactions.write(id, (handle, events) -> hide(handle, events, id));
    lookedAt.set(all ? id : id - 1);
    return new Progress(0, true);
  }

  /**
   * Hides what is too old, in the order of the log.
   *
   * @return whether that is all of it
   */
  private boolean hide(Handle handle, Consumer<Event> events, long id) {
    Optional<Conversation> locked = conversations.lock(handle, id);
    if (locked.isEmpty()) {
      return true;
    }
    Retention own = new Retention(locked.get().retentionSeconds());
    Long kept = own.seconds() == null ? server.state(handle).rule().seconds() : own.seconds();
    if (kept == null || kept == 0) {
      return true; // the rule was changed since it was looked at
    }
    List<RetentionTable.Aged> next =
        table.next(handle, id, locked.get().purgeSeq(), batch.hidden());
    Optional<RetentionTable.Aged> last = lastTooOld(next, kept);
    if (last.isEmpty()) {
      return true;
    }
    long seq = last.get().seq();
    Conversation after =
        conversations.purge(handle, id, seq, last.get().countable(), clock.millis()).orElseThrow();
    outbox.toMembers(handle, SyncKind.CONVERSATION, id, after.version());
    events.accept(new ConversationChanged(id, after.version()));
    return next.size() < batch.hidden() || seq < next.getLast().seq();
  }

  /**
   * The log is purged from its beginning, up to the first message that is still to be kept: nothing
   * goes before its time, also where the clocks of several servers differ. A time that is yet to
   * come is no time; such a message goes together with those around it.
   */
  private Optional<RetentionTable.Aged> lastTooOld(List<RetentionTable.Aged> log, long kept) {
    long now = clock.millis();
    long before = now - kept * 1_000;
    Optional<RetentionTable.Aged> last = Optional.empty();
    for (RetentionTable.Aged message : log) {
      if (message.sentAt() <= before) {
        last = Optional.of(message);
      } else if (message.sentAt() <= now) {
        break;
      }
    }
    return last;
  }

  private int blank(Handle handle, long id) {
    Optional<Conversation> locked = conversations.lock(handle, id);
    if (locked.isEmpty()) {
      return 0;
    }
    long from = table.blankedUpTo(handle, id) + 1;
    long to = Math.min(locked.get().purgeSeq(), from + batch.blanked() - 1);
    if (to < from) {
      return 0;
    }
    List<Long> seqs = LongStream.rangeClosed(from, to).boxed().toList();
    steps.forEach(step -> step.erase(handle, id, seqs));
    erasure.purge(handle, id, from, to, clock.millis());
    table.blanked(handle, id, to);
    return seqs.size();
  }
}
