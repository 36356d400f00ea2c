package dev.parley.server.hook;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.Utf8;
import dev.parley.channels.webhook.Delivery;
import dev.parley.channels.webhook.Webhooks;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Transactions;
import dev.parley.server.app.MessengerApp;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.webhook.WebhookTable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what was written down into the queue of webhooks, soon after the commit, and sends it.
 * Thread-safe.
 */
@Singleton
public final class HookWorker implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HookWorker.class);

  /** Rows of one transaction; others of the same commit wait for them. */
  private static final int TOGETHER = 500;

  /** How long events wait for company: fewer requests, and fewer transactions. */
  private static final long GATHERING_MILLIS = 10;

  /** How often another node's changes are looked for, and what was left by a failure. */
  private static final long LOOK_MILLIS = 1_000;

  private final Hooks hooks;
  private final Transactions transactions;
  private final EventListeners listeners;
  private final Webhooks webhooks;
  private final Limits limits;
  private final Semaphore work = new Semaphore(1); // what an earlier run has left
  private final Thread thread;
  private volatile boolean closed;

  /** A request and where it goes. */
  private record Ready(Hook hook, Delivery delivery) {}

  HookWorker(
      Hooks hooks,
      Transactions transactions,
      EventListeners listeners,
      Webhooks webhooks,
      ServerSettings settings) {
    this.hooks = hooks;
    this.transactions = transactions;
    this.listeners = listeners;
    this.webhooks = webhooks;
    this.limits = settings.limits();
    this.thread = Thread.ofVirtual().name("parley-hooks").unstarted(this::run);
  }

  /** Begins; call after the webhooks have. */
  public void begin() {
    listeners.add(this);
    thread.start();
  }

  /** Something was committed. */
  @Override
  public void accept(Event event) {
    if (!hooks.wanted().isEmpty() && work.availablePermits() == 0) {
      work.release();
    }
  }

  private void run() {
    while (!closed) {
      try {
        if (work.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          Thread.sleep(GATHERING_MILLIS);
          work.drainPermits();
        } else {
          hooks.reload();
          if (!transactions.read(handle -> new HookOutboxTable(handle).isWaiting())) {
            continue;
          }
        }
        while (!closed && moveSome() == TOGETHER) {
          // there is more
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        // what was not committed still stands in the outbox
        log.warn("events could not be put into the webhooks' queue; tried again in a second", e);
      }
    }
  }

  /** What no hook wants any more is forgotten here: its last hook went just before. */
  private int moveSome() {
    record Moved(int rows, List<Ready> ready) {}
    Moved moved =
        transactions.write(
            0,
            (handle, _) -> {
              List<HookOutboxTable.Row> rows = new HookOutboxTable(handle).take(TOGETHER);
              List<Ready> ready = pack(rows);
              new WebhookTable(handle).add(ready.stream().map(Ready::delivery).toList());
              return new Moved(rows.size(), ready);
            });
    moved.ready.forEach(one -> webhooks.send(one.hook.endpoint(), one.delivery));
    return moved.rows;
  }

  /** Joins what goes to one hook in one lane, in its order and within the bounds of a batch. */
  private List<Ready> pack(List<HookOutboxTable.Row> rows) {
    var ready = new ArrayList<Ready>();
    int lanes = limits.count(Limit.WEBHOOK_LANES);
    for (Hook hook : hooks.all()) {
      var byLane = new TreeMap<Integer, List<String>>();
      for (HookOutboxTable.Row row : rows) {
        if (HookEvent.of(row.kind()).filter(hook.events()::contains).isPresent()) {
          byLane.computeIfAbsent(row.lane() % lanes, _ -> new ArrayList<>()).add(row.body());
        }
      }
      byLane.forEach((lane, events) ->
          batches(events)
              .forEach(batch ->
                  ready.add(
                      new Ready(
                          hook,
                          webhooks.sign(
                              hooks.pair(), MessengerApp.ID, hook.endpoint(), lane, batch)))));
    }
    return ready;
  }

  private List<List<String>> batches(List<String> events) {
    var batches = new ArrayList<List<String>>();
    List<String> batch = new ArrayList<>();
    long bytes = 0;
    for (String event : events) {
      long length = Utf8.length(event);
      boolean full =
          batch.size() >= limits.count(Limit.WEBHOOK_BATCH_EVENTS)
              || bytes + length > limits.get(Limit.WEBHOOK_BATCH_BYTES);
      if (full && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(event);
      bytes += length;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  @Override
  @PreDestroy
  public void close() {
    closed = true;
    thread.interrupt();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
