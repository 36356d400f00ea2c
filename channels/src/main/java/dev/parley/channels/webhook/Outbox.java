package dev.parley.channels.webhook;

import dev.parley.channels.app.Limit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint has not accepted yet. Bounded; each lane that has something to send has a
 * virtual thread, which stays with one delivery until it is settled. Thread-safe.
 */
final class Outbox {
  private static final class Lane {
    final Deque<Delivery> deliveries = new ArrayDeque<>();
    boolean busy;
  }

  private final Target target;
  private final Office office;
  private final WebhookMeters meters;
  private final Complaints complaints;
  private final int mostWaiting;
  private final long mostBytes;

  // guarded by this
  private final List<Lane> lanes;
  private final LinkedHashMap<Long, Delivery> waiting = new LinkedHashMap<>();
  private long waitingBytes;
  private int underWay;
  private boolean failing;

  Outbox(Target target, Office office, WebhookMeters meters) {
    this.target = target;
    this.office = office;
    this.meters = meters;
    this.complaints = new Complaints(target, office.nanoTime());
    this.mostWaiting = office.limits().count(Limit.WEBHOOK_QUEUE_LENGTH);
    this.mostBytes = office.limits().get(Limit.WEBHOOK_QUEUE_BYTES);
    this.lanes =
        Stream.generate(Lane::new).limit(office.limits().get(Limit.WEBHOOK_LANES)).toList();
  }

  /** Takes a delivery that is kept. Where there is no room for it, the oldest have to go. */
  void add(Delivery delivery) {
    var dropped = new ArrayList<Delivery>(0);
    synchronized (this) {
      while (!waiting.isEmpty()
          && (waiting.size() >= mostWaiting || waitingBytes + delivery.body().length > mostBytes)) {
        dropped.add(dropOldest());
      }
      waiting.putLast(delivery.id(), delivery);
      waitingBytes += delivery.body().length;
      Lane lane = laneOf(delivery);
      lane.deliveries.addLast(delivery);
      if (!lane.busy) {
        lane.busy = true;
        Thread.ofVirtual().name("parley-webhook").start(() -> work(lane));
      }
    }
    for (Delivery lost : dropped) {
      giveUp(lost, "too many wait");
    }
  }

  private Delivery dropOldest() {
    Delivery oldest = waiting.pollFirstEntry().getValue();
    waitingBytes -= oldest.body().length;
    laneOf(oldest).deliveries.removeFirst(); // a lane's first is its oldest
    return oldest;
  }

  private Lane laneOf(Delivery delivery) {
    return lanes.get(delivery.lane() % lanes.size());
  }

  private void work(Lane lane) {
    Delivery delivery;
    while ((delivery = next(lane)) != null) {
      boolean settled = settle(delivery);
      synchronized (this) {
        underWay--;
        notifyAll();
      }
      if (!settled) {
        return; // stopped: what is left stays in the queue for the next start
      }
    }
  }

  private synchronized @Nullable Delivery next(Lane lane) {
    Delivery delivery = lane.deliveries.pollFirst();
    if (delivery == null || office.isStopped()) {
      lane.busy = false;
      notifyAll();
      return null;
    }
    waiting.remove(delivery.id());
    waitingBytes -= delivery.body().length;
    underWay++;
    return delivery;
  }

  /** Sends until accepted or given up; false if stopped before. */
  private boolean settle(Delivery delivery) {
    for (int failures = 1; ; failures++) {
      Optional<String> failure = office.sender().send(delivery, target.endpoint().headers());
      if (failure.isEmpty()) {
        answers(true);
        meters.sent();
        office.queue().done(delivery.id());
        return true;
      }
      if (office.isStopped()) {
        return false;
      }
      answers(false);
      meters.attemptFailed();
      complaints.failed(failure.get());
      long age = office.clock().millis() - delivery.createdMillis();
      OptionalLong pause = office.retry().pause(failures, age);
      if (pause.isEmpty()) {
        giveUp(delivery, failure.get());
        return true;
      }
      if (office.stopsWithin(pause.getAsLong())) {
        return false;
      }
    }
  }

  private synchronized void answers(boolean well) {
    failing = !well;
    notifyAll();
  }

  private void giveUp(Delivery delivery, String reason) {
    meters.deadLetter();
    complaints.givenUp(reason);
    office.queue().done(delivery.id());
  }

  /** Requests that are neither accepted nor given up. */
  synchronized long size() {
    return (long) waiting.size() + underWay;
  }

  /** Waits until everything is settled, the endpoint does not answer, or the time is over. */
  synchronized void awaitEmpty(long nanos) throws InterruptedException {
    long end = office.nanoTime().getAsLong() + nanos;
    while (size() > 0 && !failing) {
      long left = end - office.nanoTime().getAsLong();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
