package dev.parley.messenger.search;

import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.message.MessageSent;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes soon after each commit, on one thread. Between two rounds it rests, so that neighbouring
 * messages share a row, and those who send have the store for themselves. What it forgets when the
 * process ends, {@link SearchIndex#runBatch} finds. Thread-safe.
 */
public final class IndexWorker implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IndexWorker.class);

  /** The least rest before a round. */
  private static final Duration REST = Duration.ofMillis(250);

  /** The longest rest, however long the round before it took. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  /** Conversations of a round; others wait for the next one. */
  private static final int ROUND = 256;

  private final SearchIndex index;
  private final Set<Long> waiting = new TreeSet<>(); // guarded by itself
  private final CalledWorker worker = new CalledWorker("parley-search-index", this::turn);
  private Duration rest = REST; // the worker's own

  /** A worker that has not begun. */
  public IndexWorker(SearchIndex index) {
    this.index = index;
  }

  public void begin() {
    worker.begin();
  }

  /** Something was committed. */
  @Override
  public void accept(Event event) {
    if (event instanceof MessageSent(var message)) {
      add(Set.of(message.conversationId()));
    }
  }

  private void add(Collection<Long> conversations) {
    synchronized (waiting) {
      if (waiting.addAll(conversations)) {
        worker.call();
      }
    }
  }

  private Set<Long> take() {
    synchronized (waiting) {
      var taken = new TreeSet<Long>();
      var each = waiting.iterator();
      while (each.hasNext() && taken.size() < ROUND) {
        taken.add(each.next());
        each.remove();
      }
      return taken;
    }
  }

  private void turn() throws InterruptedException {
    worker.awaitCall();
    worker.gatherCalls(rest);
    long began = System.nanoTime();
    round();
    rest = restAfter(Duration.ofNanos(System.nanoTime() - began));
  }

  /** As long as the round, so that under load no more than half of the time goes to this. */
  private static Duration restAfter(Duration round) {
    if (round.compareTo(REST) < 0) {
      return REST;
    }
    return round.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : round;
  }

  private void round() {
    Set<Long> taken = take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      add(index.index(taken));
    } catch (RuntimeException e) {
      log.warn("indexing failed; it is tried again", e);
      add(taken);
    }
    synchronized (waiting) {
      if (!waiting.isEmpty()) {
        worker.call();
      }
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
