package dev.parley.channels.webhook;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.hub.Transition;
import dev.parley.channels.hub.TransitionListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of one node: hears its transitions and, once begun, tells the apps' endpoints.
 * Thread-safe.
 */
public final class Webhooks implements TransitionListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final AppSource apps;
  private final Handover handover;
  private final Office office;
  private final Outboxes outboxes;
  private final Deliveries deliveries;
  private @Nullable Dispatcher dispatcher; // guarded by this, as is its thread
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * Webhooks that hear at once and tell nobody yet.
   *
   * @param clock the time of day, which requests name and which ages them
   * @param nanoTime monotonic time, for everything that waits
   * @param queue closed together with the webhooks
   */
  public Webhooks(
      WebhookSettings settings,
      AppSource apps,
      InstantSource clock,
      LongSupplier nanoTime,
      WebhookQueue queue) {
    Limits limits = settings.limits();
    this.apps = apps;
    this.office =
        new Office(
            new HttpSender(limits, settings.allowPrivate()),
            queue,
            RetryRule.of(limits),
            limits,
            clock,
            nanoTime,
            new CountDownLatch(1));
    this.handover =
        new Handover(
            limits.count(Limit.WEBHOOK_WAITING_EVENTS), limits.get(Limit.WEBHOOK_WAITING_BYTES));
    this.outboxes = new Outboxes(office);
    this.deliveries = new Deliveries(clock);
  }

  /**
   * Begins to tell, first what the queue has kept from an earlier run. Blocks while that is read.
   * Call once, when it is certain that no other process uses the queue.
   */
  public synchronized void begin() {
    List<Delivery> undone = office.queue().undone();
    if (!undone.isEmpty()) {
      deliveries.continueAfter(undone.getLast().id());
    }
    var begun = new Dispatcher(apps, office, handover, outboxes, deliveries);
    undone.forEach(this::resume);
    dispatcher = begun;
    thread = Thread.ofVirtual().name("parley-webhooks").start(begun);
  }

  @Override
  public void onTransition(String appId, Transition transition) {
    if (closed || !isWanted(appId, transition)) {
      return;
    }
    if (!handover.offer(new Told(appId, transition))) {
      outboxes.meters(appId).overflow();
    }
  }

  /** Cheap, since it runs on event loops: most apps have no endpoint, or none for this event. */
  private boolean isWanted(String appId, Transition transition) {
    App app = apps.byId(appId).orElse(null);
    if (app == null) {
      return false;
    }
    List<WebhookEndpoint> endpoints = app.options().webhooks().endpoints();
    for (int i = 0; i < endpoints.size(); i++) {
      if (concerns(endpoints.get(i), transition)) {
        return true;
      }
    }
    return false;
  }

  /** Comings and goings cancel each other, so who wants one of them needs both. */
  static boolean concerns(WebhookEndpoint endpoint, Transition transition) {
    String channel = transition.channel();
    return switch (transition) {
      case Transition.ChannelOccupied _, Transition.ChannelVacated _ ->
          endpoint.wants(WebhookEvent.CHANNEL_OCCUPIED, channel)
              || endpoint.wants(WebhookEvent.CHANNEL_VACATED, channel);
      case Transition.MemberAdded _, Transition.MemberRemoved _ ->
          endpoint.wants(WebhookEvent.MEMBER_ADDED, channel)
              || endpoint.wants(WebhookEvent.MEMBER_REMOVED, channel);
      case Transition.ClientEvent _, Transition.CacheMiss _, Transition.SubscriptionCount _ ->
          endpoint.wants(Told.eventOf(transition), channel);
    };
  }

  /**
   * Makes a signed request about what is no transition of a channel. It is neither kept nor sent
   * yet: whoever asks keeps it where the queue does, together with what it tells of, and then calls
   * {@link #send}. Call after {@link #begin}.
   *
   * @param key whose secret signs it
   * @param lane requests to one URL with the same lane stay in order; 0 or more
   * @param events one or more JSON objects
   */
  public Delivery sign(
      AppKey key, String appId, WebhookEndpoint endpoint, int lane, List<String> events) {
    return deliveries.sign(key, appId, endpoint, lane, events);
  }

  /** Sends a request that is kept, like every other one. Does not block. */
  public void send(WebhookEndpoint endpoint, Delivery kept) {
    outboxes.of(new Target(kept.appId(), endpoint)).add(kept);
  }

  private void resume(Delivery delivery) {
    Optional<WebhookEndpoint> endpoint =
        apps.byId(delivery.appId()).stream()
            .flatMap(app -> app.options().webhooks().endpoints().stream())
            .filter(candidate -> candidate.url().toString().equals(delivery.url()))
            .findFirst();
    if (endpoint.isPresent()) {
      outboxes.of(new Target(delivery.appId(), endpoint.get())).add(delivery);
      return;
    }
    log.warn("app {} has no such webhook any more, a request is given up", delivery.appId());
    outboxes.meters(delivery.appId()).deadLetter();
    office.queue().done(delivery.id());
  }

  /** Of every app that has used webhooks since the node started. */
  public List<WebhookStats> stats() {
    return outboxes.stats();
  }

  /**
   * Tells at once what was held back, gives endpoints that answer a moment for what is queued, and
   * stops. What is left stays in the queue. Blocks; call after the node's connections are gone.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (dispatcher != null && thread != null) {
        dispatcher.stop(thread);
        thread.join();
      }
      long drainMillis = office.limits().get(Limit.WEBHOOK_DRAIN_MILLIS);
      outboxes.awaitEmpty(TimeUnit.MILLISECONDS.toNanos(drainMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    office.stop().countDown();
    office.sender().close();
    office.queue().close();
  }
}
