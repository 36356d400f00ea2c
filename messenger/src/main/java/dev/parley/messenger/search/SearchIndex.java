package dev.parley.messenger.search;

import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.PurgeStep;
import dev.parley.messenger.message.TextIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the words of messages. What is new is read and cut outside of the writing transaction,
 * which then moves the conversation's position and adds the words in one step; if an edit or recall
 * came in between, nothing is written and the messages are read again. Thread-safe; blocks.
 */
public final class SearchIndex implements TextIndex {
  /** Messages that are read of one conversation at a time. */
  private static final int MESSAGES = 200;

  /** Rows of one transaction: some milliseconds, so that nobody waits long behind it. */
  private static final int ROWS = 1_000;

  /** Conversations that a search for what was left looks at. */
  private static final int CONVERSATIONS = 200;

  /** Indexing of one process runs one transaction after the other. */
  private static final long LANE = -2;

  private final Transactions transactions;
  private final HeadTable heads = new HeadTable();
  private final TermTable terms = new TermTable();
  private final RowTable rows = new RowTable();

  public SearchIndex(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Messages of one conversation, read and cut. */
  private record Stretch(HeadTable.Head from, long to, Postings postings) {}

  /**
   * Indexes what is new, in as many transactions as it takes to look at each of these once.
   *
   * @return those in which more may wait
   */
  public Set<Long> index(Collection<Long> conversations) {
    var again = new TreeSet<Long>();
    var gathered = new ArrayList<Stretch>();
    int size = 0;
    for (long id : new TreeSet<>(conversations)) { // locked in order
      Optional<Stretch> stretch = transactions.read(handle -> read(handle, id));
      if (stretch.isEmpty()) {
        continue;
      }
      if (!stretch.get().from().current()) {
        wipe(id);
        again.add(id);
        continue;
      }
      gathered.add(stretch.get());
      size += stretch.get().postings().bits().size();
      if (stretch.get().to() < stretch.get().from().lastSeq()) {
        again.add(id);
      }
      if (size >= ROWS) {
        again.addAll(write(gathered));
        gathered.clear();
        size = 0;
      }
    }
    again.addAll(write(gathered));
    return again;
  }

  /** Empty if there is nothing new. */
  private Optional<Stretch> read(Handle handle, long id) {
    Optional<HeadTable.Head> head = heads.find(handle, id);
    if (head.isEmpty()
        || (head.get().current() && head.get().indexedSeq() == head.get().lastSeq())) {
      return Optional.empty();
    }
    var postings = new Postings(id);
    long to = head.get().indexedSeq();
    if (head.get().current()) {
      for (MessageRow row : rows.after(handle, id, to, MESSAGES)) {
        if (row.canBeFound()) {
          postings.add(row);
        }
        to = row.seq();
        if (postings.bits().size() >= ROWS) {
          break;
        }
      }
    }
    return Optional.of(new Stretch(head.get(), to, postings));
  }

  /** Gives those that have to be read again. */
  private List<Long> write(List<Stretch> stretches) {
    if (stretches.isEmpty()) {
      return List.of();
    }
    return transactions.write(
        LANE,
        (handle, _) -> {
          var again = new ArrayList<Long>();
          for (Stretch stretch : stretches) {
            long id = stretch.postings().conversationId();
            if (heads.move(handle, id, stretch.from(), stretch.to())) {
              terms.add(handle, stretch.postings());
            } else {
              again.add(id);
            }
          }
          return again;
        });
  }

  private void wipe(long id) {
    transactions.write(
        LANE,
        (handle, _) -> {
          heads.touch(handle, id);
          if (terms.wipe(handle, id, ROWS) == 0) {
            heads.restart(handle, id);
          }
          return null;
        });
  }

  /**
   * Indexes what nobody announced: what a process left that ended, and all of it after words have
   * come to be cut in another way. Each batch goes on where the last one ended.
   */
  public Progress runBatch() {
    List<Long> behind = transactions.read(handle -> heads.behind(handle, CONVERSATIONS));
    index(behind);
    return new Progress(behind.size(), !behind.isEmpty());
  }

  @Override
  public void forget(Handle handle, long conversationId, long from, long to) {
    long indexed = heads.touch(handle, conversationId);
    terms.remove(handle, postings(handle, conversationId, from, Math.min(to, indexed)));
  }

  @Override
  public void learn(Handle handle, long conversationId, long seq) {
    long indexed = heads.touch(handle, conversationId);
    terms.add(handle, postings(handle, conversationId, seq, Math.min(seq, indexed)));
  }

  private Postings postings(Handle handle, long conversationId, long from, long to) {
    var postings = new Postings(conversationId);
    if (from <= to) {
      rows.between(handle, conversationId, from, to).stream()
          .filter(MessageRow::canBeFound)
          .forEach(postings::add);
    }
    return postings;
  }

  /** Takes away what is kept of a dissolved conversation. */
  public PurgeStep purge() {
    return (handle, conversationId, most) -> {
      int gone = terms.wipe(handle, conversationId, most);
      if (gone < most) {
        heads.delete(handle, conversationId);
      }
      return gone;
    };
  }
}
