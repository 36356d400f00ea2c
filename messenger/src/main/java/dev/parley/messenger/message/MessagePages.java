package dev.parley.messenger.message;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.conversation.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reading a log in pages: by number, which never changes, and by rev, for those who hold an older
 * copy. Only what the reader may see is in them. Thread-safe.
 */
public final class MessagePages {
  // by the index of the revs; the filter only drops what lies outside the reader's stays
  static final String CHANGED =
      """
      select seq, rev from message
      where conversation_id = :id and rev > :rev and seq between :from and :to
      order by rev limit :limit
      """;

  static final String FORMS =
      """
      select body, written_at from message_edit
      where conversation_id = :id and seq = :seq order by edit
      """;

  private final Transactions transactions;
  private final Access access;
  private final MessageReader reader = new MessageReader();

  public MessagePages(Transactions transactions, Access access) {
    this.transactions = transactions;
    this.access = access;
  }

  /**
   * Messages, ascending by seq.
   *
   * @param hasBefore whether there is anything below the first
   * @param hasAfter whether there was anything above the last
   * @param lastRev to ask for changes from, later
   */
  public record Page(List<Message> messages, boolean hasBefore, boolean hasAfter, long lastRev) {
    public Page {
      messages = List.copyOf(messages);
    }
  }

  /**
   * What was changed, in the order of the changes; each message once, as it is now.
   *
   * @param nextRev to go on from
   */
  public record Changes(List<Message> messages, long nextRev, boolean hasMore) {
    public Changes {
      messages = List.copyOf(messages);
    }
  }

  /** A text that a message had, and since when (epoch milliseconds). */
  public record Form(String text, long writtenAt) {}

  /**
   * The last messages below a number.
   *
   * @param before {@link Long#MAX_VALUE} for the end of the log
   */
  public Page before(long conversationId, long userId, long before, int limit) {
    return page(conversationId, userId, limit, span -> span.before(before, limit));
  }

  /** The last messages of a log, as part of a transaction that has found its reader. */
  public Page last(Handle handle, long conversationId, long userId, int limit) {
    return page(handle, conversationId, userId, log -> log.before(Long.MAX_VALUE, limit));
  }

  /** The first messages above a number. */
  public Page after(long conversationId, long userId, long after, int limit) {
    return page(conversationId, userId, limit, span -> span.after(after, limit));
  }

  /** A message with its neighbours on both sides; those alone, if it cannot be seen. */
  public Page around(long conversationId, long userId, long seq, int limit) {
    return page(
        conversationId,
        userId,
        limit,
        span -> {
          var seqs = new ArrayList<>(span.before(seq, limit / 2));
          seqs.addAll(span.after(seq - 1, limit - seqs.size()));
          return seqs;
        });
  }

  private interface Choice {
    List<Long> of(VisibleLog log);
  }

  private Page page(long conversationId, long userId, int limit, Choice choice) {
    dev.parley.messenger.Page.limit(limit);
    return transactions.read(handle -> page(handle, conversationId, userId, choice));
  }

  private Page page(Handle handle, long conversationId, long userId, Choice choice) {
    Reading reading = access.canRead(handle, conversationId, userId);
    var log = new VisibleLog(reading.visible().ranges(), reading.conversation().lastSeq());
    List<Long> seqs = choice.of(log);
    List<Message> messages = reader.read(handle, conversationId, seqs, userId, reading.visible());
    return new Page(
        messages,
        !seqs.isEmpty() && log.hasBefore(seqs.getFirst()),
        !seqs.isEmpty() && log.hasAfter(seqs.getLast()),
        reading.conversation().lastRev());
  }

  /** One message. */
  public Message one(long conversationId, long userId, long seq) {
    return transactions.read(handle -> {
      Reading reading = requireVisible(handle, conversationId, userId, seq);
      return reader
          .read(handle, conversationId, List.of(seq), userId, reading.visible())
          .getFirst();
    });
  }

  /** The forms that a message had before its present one, the first one first. */
  public List<Form> edits(long conversationId, long userId, long seq) {
    return transactions.read(handle -> {
      requireVisible(handle, conversationId, userId, seq);
      return handle
          .createQuery(FORMS)
          .bind("id", conversationId)
          .bind("seq", seq)
          .map((row, _) -> new Form(row.getString("body"), row.getLong("written_at")))
          .list();
    });
  }

  private Reading requireVisible(Handle handle, long conversationId, long userId, long seq) {
    Reading reading = access.canRead(handle, conversationId, userId);
    if (seq > reading.conversation().lastSeq() || !reading.visible().contains(seq)) {
      throw LogChange.notFound();
    }
    return reading;
  }

  /**
   * What was sent or changed after a rev.
   *
   * @param rev the last one that is known, 0 or more
   * @throws Refusal {@code invalid-cursor} above the log's own rev: the copy is of another time,
   *     and must be thrown away
   */
  public Changes changes(long conversationId, long userId, long rev, int limit) {
    dev.parley.messenger.Page.limit(limit);
    return transactions.read(handle -> {
      Reading reading = access.canRead(handle, conversationId, userId);
      long last = reading.conversation().lastRev();
      if (rev < 0 || rev > last) {
        throw Refusal.ofField(
            RefusalCode.INVALID_CURSOR, "rev", "this log has not come so far; read it anew");
      }
      List<Changed> found = changed(handle, reading, rev, limit + 1);
      boolean more = found.size() > limit;
      List<Changed> shown = found.subList(0, Math.min(limit, found.size()));
      List<Message> messages =
          reader
              .read(
                  handle,
                  conversationId,
                  shown.stream().map(Changed::seq).toList(),
                  userId,
                  reading.visible())
              .stream()
              .sorted(Comparator.comparingLong(Message::rev))
              .toList();
      return new Changes(messages, more ? shown.getLast().rev() : last, more);
    });
  }

  private record Changed(long seq, long rev) {}

  /** One statement, or a few for those who were away in between. */
  private static List<Changed> changed(Handle handle, Reading reading, long rev, int wanted) {
    var ranges = reading.visible().ranges();
    var found = new ArrayList<Changed>();
    if (ranges.isEmpty()) {
      return found;
    }
    long from = rev;
    List<Changed> batch;
    do {
      batch =
          handle
              .createQuery(CHANGED)
              .bind("id", reading.conversation().id())
              .bind("rev", from)
              .bind("from", ranges.getFirst().from())
              .bind("to", ranges.getLast().to())
              .bind("limit", wanted)
              .map((row, _) -> new Changed(row.getLong("seq"), row.getLong("rev")))
              .list();
      batch.stream().filter(each -> reading.visible().contains(each.seq())).forEach(found::add);
      from = batch.isEmpty() ? from : batch.getLast().rev();
    } while (batch.size() == wanted && found.size() < wanted);
    return found.subList(0, Math.min(wanted, found.size()));
  }
}
