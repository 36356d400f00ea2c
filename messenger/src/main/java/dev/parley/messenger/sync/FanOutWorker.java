package dev.parley.messenger.sync;

import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the fan-out: soon after a commit, and else once a second in case something was written
 * without a word. Pointers are handed on after their commit, by one thread, so that each user hears
 * them in order. Thread-safe.
 */
public final class FanOutWorker implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FanOutWorker.class);

  /** Bodies do not wait for pointers, so these may wait for one another: fewer transactions. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FanOut fanOut;
  private final Consumer<List<Pointer>> readers;
  private final CalledWorker worker = new CalledWorker("parley-fan-out", this::turn);

  /**
   * A worker that has not begun.
   *
   * @param readers takes the new pointers of a transaction; what it throws is logged and forgotten
   */
  public FanOutWorker(FanOut fanOut, Consumer<List<Pointer>> readers) {
    this.fanOut = fanOut;
    this.readers = readers;
  }

  public void begin() {
    worker.begin();
  }

  /** Something was committed. */
  @Override
  public void accept(Event event) {
    worker.call();
  }

  private void turn() throws InterruptedException {
    try {
      if (worker.awaitCall(LOOK)) {
        worker.gatherCalls(GATHERING);
      } else if (fanOut.isIdle()) {
        return;
      }
      moveAll();
    } catch (RuntimeException e) {
      // what was not committed still stands in the outbox
      log.warn("the fan-out failed; it is tried again in a second", e);
    }
  }

  private void moveAll() {
    FanOut.Batch batch;
    do {
      batch = fanOut.runBatch();
      try {
        readers.accept(batch.pointers());
      } catch (RuntimeException e) {
        log.error("pointers were written and not pushed; clients will ask for them", e);
      }
    } while (batch.more() && !worker.isClosed());
  }

  @Override
  public void close() {
    worker.close();
  }
}
