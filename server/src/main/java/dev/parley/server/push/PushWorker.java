package dev.parley.server.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.push.Notice;
import dev.parley.messenger.push.PushPlan;
import dev.parley.messenger.push.PushQueue;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what is to be pushed, and sends it, some pushes at the same time. Runs behind the
 * commits of those who write, never within. Thread-safe.
 */
@Singleton
public final class PushWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PushWorker.class);

  /** Pushes wait for two seconds anyway. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final int MOST = Bound.PUSHES_AT_ONCE.count();

  private final PushPlan plan;
  private final PushQueue queue;
  private final Pusher pusher;
  private final Semaphore free = new Semaphore(MOST);
  private final Map<String, Integer> perHost = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<PushQueue.Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final CalledWorker worker = new CalledWorker("parley-push", this::turn);
  private volatile boolean began;

  PushWorker(PushPlan plan, PushQueue queue, Pusher pusher) {
    this.plan = plan;
    this.queue = queue;
    this.pusher = pusher;
  }

  /** Begins, with what an earlier run has left. */
  public void begin() {
    began = true;
    worker.begin();
  }

  private void turn() throws InterruptedException {
    boolean _ = worker.awaitCall(LOOK); // called when pushes are done
    try {
      settle();
      while (!worker.isClosed() && plan.runBatch()) {
        // there is more
      }
      int most = free.availablePermits();
      if (most > 0) {
        for (Notice notice : queue.take(most)) {
          free.acquire();
          Thread.ofVirtual().name("parley-push-", notice.subscriptionId()).start(() -> run(notice));
        }
      }
    } catch (RuntimeException e) {
      // what was not settled comes back when its lease ends
      log.warn("pushes could not be looked for; tried again at once", e);
    }
  }

  private void settle() {
    List<PushQueue.Outcome> done = new ArrayList<>();
    for (PushQueue.Outcome one = outcomes.poll(); one != null; one = outcomes.poll()) {
      done.add(one);
    }
    queue.settle(done);
  }

  private void run(Notice notice) {
    try {
      Optional<PushQueue.Ready> ready = queue.ready(notice);
      ready.ifPresent(one -> outcomes.add(send(one)));
    } catch (RuntimeException e) {
      log.warn("a push could not be put together; tried again in a minute", e);
    } finally {
      free.release();
      worker.call();
    }
  }

  private PushQueue.Outcome send(PushQueue.Ready ready) {
    String host = URI.create(ready.to().endpoint()).getAuthority();
    int most = Bound.PUSHES_PER_HOST.count();
    if (perHost.merge(host, 1, Integer::sum) > most) {
      leave(host);
      return new PushQueue.PutBack(ready.notice());
    }
    try {
      return pusher.send(ready);
    } finally {
      leave(host);
    }
  }

  private void leave(String host) {
    perHost.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
  }

  @Override
  @PreDestroy
  public void close() {
    if (began) {
      worker.close();
    }
  }
}
