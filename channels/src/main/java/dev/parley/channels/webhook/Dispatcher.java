package dev.parley.channels.webhook;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.WebhookEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns transitions into deliveries that are kept. Everything in here belongs to its one thread,
 * except {@link #stop}.
 */
final class Dispatcher implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /** Most transitions between two looks at the clock and the queue. */
  private static final int TOGETHER = 1_000;

  private static final long LONGEST_NAP_NANOS = TimeUnit.MINUTES.toNanos(1);

  private record Ready(Target target, Delivery delivery) {}

  private final AppSource apps;
  private final Handover handover;
  private final WebhookQueue queue;
  private final Outboxes outboxes;
  private final Deliveries deliveries;
  private final LongSupplier nanoTime;
  private final Grace grace;
  private final Batches batches;
  private final List<Ready> ready = new ArrayList<>();
  private volatile boolean stopping;

  Dispatcher(
      AppSource apps, Office office, Handover handover, Outboxes outboxes, Deliveries deliveries) {
    this.apps = apps;
    this.handover = handover;
    this.queue = office.queue();
    this.outboxes = outboxes;
    this.deliveries = deliveries;
    this.nanoTime = office.nanoTime();
    this.grace =
        new Grace(
            TimeUnit.MILLISECONDS.toNanos(office.limits().get(Limit.WEBHOOK_GRACE_MILLIS)),
            office.limits().count(Limit.WEBHOOK_WAITING_EVENTS));
    this.batches = new Batches(office.limits(), (target, events) -> prepare(target, 0, events));
  }

  /** Asks the thread to tell all it holds and to end. */
  void stop(Thread thread) {
    stopping = true;
    handover.wake(thread);
  }

  @Override
  public void run() {
    while (true) {
      boolean last = stopping; // read first: what was handed over before is still taken
      try {
        work(last);
      } catch (RuntimeException e) {
        log.error("an event could not be told", e); // and the others are
      }
      if (handover.isEmpty()) {
        if (last) {
          return;
        }
        rest();
      }
    }
  }

  private void work(boolean last) {
    take();
    if (last && handover.isEmpty()) {
      grace.releaseAll(this::tell);
      batches.releaseAll();
    } else {
      grace.release(nanoTime.getAsLong(), this::tell);
      batches.release(nanoTime.getAsLong());
    }
    keep();
  }

  private void take() {
    for (int i = 0; i < TOGETHER; i++) {
      Told told = handover.poll();
      if (told == null) {
        return;
      }
      grace.accept(told, nanoTime.getAsLong(), this::tell);
    }
  }

  private void rest() {
    if (!stopping) {
      long now = nanoTime.getAsLong();
      long due = Math.min(grace.nanosToWait(now), batches.nanosToWait(now));
      handover.await(Math.min(due, LONGEST_NAP_NANOS));
    }
  }

  private void tell(Told told) {
    App app = apps.byId(told.appId()).orElse(null);
    if (app == null) {
      return;
    }
    String channel = told.transition().channel();
    @Nullable String json = null;
    for (WebhookEndpoint endpoint : app.options().webhooks().endpoints()) {
      if (endpoint.wants(told.event(), channel)) {
        json = json == null ? Envelope.event(told.transition()) : json;
        var target = new Target(app.id(), endpoint);
        if (app.options().webhooks().batching()) {
          batches.add(target, json, nanoTime.getAsLong());
        } else {
          prepare(target, channel.hashCode() & Integer.MAX_VALUE, List.of(json));
        }
      }
    }
  }

  private void prepare(Target target, int lane, List<String> events) {
    AppKey key = apps.byId(target.appId()).map(app -> app.keys().getFirst()).orElse(null);
    if (key == null) {
      return;
    }
    ready.add(
        new Ready(target, deliveries.sign(key, target.appId(), target.endpoint(), lane, events)));
  }

  private void keep() {
    if (ready.isEmpty()) {
      return;
    }
    List<Ready> now = List.copyOf(ready);
    ready.clear();
    try {
      queue.append(now.stream().map(Ready::delivery).toList()).join();
    } catch (CompletionException e) {
      // better told without the promise to survive than not told at all
      log.error("{} webhooks could not be kept and live in memory alone", now.size(), e);
    }
    for (Ready each : now) {
      outboxes.of(each.target).add(each.delivery);
    }
  }
}
