package dev.parley.server.push;

import dev.parley.messenger.Bound;
import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.push.Notice;
import dev.parley.messenger.push.PushPlan;
import dev.parley.messenger.push.PushQueue;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what is to be pushed, and sends it, many pushes at the same time. What became of them
 * is noted together. Runs behind the commits of those who write, never within. Thread-safe.
 */
@Singleton
public final class PushWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PushWorker.class);

  /** Pushes wait for two seconds anyway. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** While pushes are under way: so much is noted in one transaction. */
  private static final Duration GATHER = Duration.ofMillis(100);

  private static final int TAKEN_TOGETHER = 256;
  private static final int NOTED_TOGETHER = 256;

  /** Then it is time to send again: planning could go on for as long as people write. */
  private static final int PLANNED_TOGETHER = 8;

  /** Later another node takes what has waited here, while a push service may still answer. */
  private static final long FRESH_NANOS =
      (Bound.PUSH_LEASE_MILLIS.value() - 2 * Bound.PUSH_ANSWER_MILLIS.value()) * 1_000_000;

  private final PushPlan plan;
  private final PushQueue queue;
  private final Pusher pusher;
  private final Places<Taken> places = new Places<>();
  private final LinkedBlockingQueue<PushQueue.Outcome> outcomes = new LinkedBlockingQueue<>();
  private final CalledWorker worker = new CalledWorker("parley-push", this::turn);
  private volatile boolean began;

  /** A notice in hand, since when by {@link System#nanoTime}. */
  private record Taken(Notice notice, String service, long since) {}

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
    boolean _ = worker.awaitCall(places.isIdle() && outcomes.isEmpty() ? LOOK : GATHER);
    try {
      settle();
      for (int i = 0; i < PLANNED_TOGETHER && !worker.isClosed() && plan.runBatch(); i++) {
        if (i == PLANNED_TOGETHER - 1) {
          worker.call(); // there may be more
        }
      }
      take();
    } catch (RuntimeException e) {
      // what was not settled comes back when its lease ends
      log.warn("pushes could not be looked for; tried again at once", e);
    }
  }

  private void settle() {
    List<PushQueue.Outcome> done = new ArrayList<>();
    outcomes.drainTo(done);
    queue.settle(done);
  }

  private void take() {
    int most = Math.min(places.room(), TAKEN_TOGETHER);
    if (most <= 0) {
      return;
    }
    List<Notice> due = queue.take(most);
    Map<Long, String> endpoints = queue.endpoints(due);
    for (Notice notice : due) {
      String endpoint = endpoints.get(notice.subscriptionId());
      if (endpoint != null) {
        var one = new Taken(notice, PushEndpoint.service(endpoint), System.nanoTime());
        places
            .offer(one.service, one)
            .ifPresent(pause -> outcomes.add(new PushQueue.PutBack(notice, pause)));
      }
    }
    sendNext();
    if (due.size() == most) {
      worker.call(); // there may be more
    }
  }

  private void sendNext() {
    for (Taken one : places.begin()) {
      Thread.ofVirtual().name("parley-push-", one.notice.subscriptionId()).start(() -> run(one));
    }
  }

  private void run(Taken one) {
    long start = System.nanoTime();
    Places.Went went = Places.Went.NOWHERE;
    try {
      if (start - one.since > FRESH_NANOS) {
        outcomes.add(new PushQueue.PutBack(one.notice, Duration.ZERO));
        return;
      }
      switch (queue.step(one.notice)) {
        case PushQueue.Outcome outcome -> outcomes.add(outcome);
        case PushQueue.Ready ready -> {
          PushQueue.Outcome outcome = pusher.send(ready);
          went = outcome instanceof PushQueue.Failed ? Places.Went.BADLY : Places.Went.WELL;
          outcomes.add(outcome);
        }
      }
    } catch (RuntimeException e) {
      log.warn("a push could not be put together; tried again in a minute", e);
    } finally {
      end(one, went, (System.nanoTime() - start) / 1e6);
    }
  }

  private void end(Taken one, Places.Went went, double millis) {
    var pause = Duration.ofMillis(Bound.PUSH_LOOK_AGAIN_MILLIS.value());
    for (Taken back : places.end(one.service, went, millis)) {
      outcomes.add(new PushQueue.PutBack(back.notice, pause));
    }
    if (!worker.isClosed()) {
      sendNext();
    }
    if (outcomes.size() >= NOTED_TOGETHER) {
      worker.call();
    }
  }

  /** Notes what is done; what is under way is sent again after the next start. */
  @Override
  @PreDestroy
  public void close() {
    if (began) {
      worker.close();
      try {
        settle();
      } catch (RuntimeException e) {
        log.warn("what became of pushes could not be noted; they are sent again", e);
      }
    }
  }
}
