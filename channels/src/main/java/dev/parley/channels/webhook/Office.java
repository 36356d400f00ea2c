package dev.parley.channels.webhook;

import dev.parley.channels.app.Limits;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What all outboxes of a node share. Thread-safe. */
record Office(
    Sender sender,
    WebhookQueue queue,
    RetryRule retry,
    Limits limits,
    InstantSource clock,
    LongSupplier nanoTime,
    CountDownLatch stop) {

  boolean isStopped() {
    return stop.getCount() == 0;
  }

  /** Waits; true if the node stops before the time is over. */
  boolean stopsWithin(long millis) {
    try {
      return stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
