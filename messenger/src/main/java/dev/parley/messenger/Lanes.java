package dev.parley.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few workers, each with a bounded queue. What belongs to one lane is done by one worker in the
 * order it was given. Thread-safe; giving work never blocks.
 */
public final class Lanes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lanes.class);
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final List<BlockingQueue<Runnable>> queues = new ArrayList<>();
  private final List<Thread> workers = new ArrayList<>();

  /**
   * Starts the workers.
   *
   * @param waiting tasks that one worker may have waiting
   */
  public Lanes(String name, int workers, int waiting) {
    for (int i = 0; i < workers; i++) {
      var queue = new ArrayBlockingQueue<Runnable>(waiting);
      queues.add(queue);
      this.workers.add(
          Thread.ofVirtual().name("%s-%d".formatted(name, i)).start(() -> work(queue)));
    }
  }

  /**
   * Has a task done that may be left out if too much waits.
   *
   * @return whether it will be done
   */
  public boolean offer(long lane, Runnable task) {
    int worker = (int) Long.remainderUnsigned((lane * SPREAD) >>> 32, queues.size());
    return queues.get(worker).offer(task);
  }

  private static void work(BlockingQueue<Runnable> queue) {
    while (true) {
      try {
        queue.take().run();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.error("an event was not told", e);
      }
    }
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
  }
}
