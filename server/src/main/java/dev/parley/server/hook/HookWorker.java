package dev.parley.server.hook;

import dev.parley.channels.webhook.Webhooks;
import dev.parley.messenger.CalledWorker;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Transactions;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.hook.HookBatches.Ready;
import dev.parley.server.webhook.WebhookTable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
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
  private static final Duration GATHERING = Duration.ofMillis(10);

  /** How often another node's changes are looked for, and what was left by a failure. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Hooks hooks;
  private final Transactions transactions;
  private final EventListeners listeners;
  private final Webhooks webhooks;
  private final HookBatches batches;
  private final CalledWorker worker = new CalledWorker("parley-hooks", this::turn);

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
    this.batches = new HookBatches(hooks, webhooks, settings.limits());
  }

  /** Begins, with what an earlier run has left; call after the webhooks have. */
  public void begin() {
    listeners.add(this);
    worker.call();
    worker.begin();
  }

  /** Something was committed. */
  @Override
  public void accept(Event event) {
    if (!hooks.wanted().isEmpty()) {
      worker.call();
    }
  }

  private void turn() throws InterruptedException {
    try {
      if (worker.awaitCall(LOOK)) {
        worker.gatherCalls(GATHERING);
      } else {
        hooks.reload();
        if (!transactions.read(handle -> new HookOutboxTable(handle).isWaiting())) {
          return;
        }
      }
      while (!worker.isClosed() && moveSome() == TOGETHER) {
        // there is more
      }
    } catch (RuntimeException e) {
      // what was not committed still stands in the outbox
      log.warn("events could not be put into the webhooks' queue; tried again in a second", e);
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
              List<Ready> ready = batches.of(rows);
              new WebhookTable(handle).add(ready.stream().map(Ready::delivery).toList());
              return new Moved(rows.size(), ready);
            });
    moved.ready.forEach(one -> webhooks.send(one.hook().endpoint(), one.delivery()));
    return moved.rows;
  }

  @Override
  @PreDestroy
  public void close() {
    worker.close();
  }
}
