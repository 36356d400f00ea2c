package dev.parley.channels.webhook;

import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.protocol.Signature;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Serialises and signs requests, once for all attempts, and numbers them. Thread-safe. */
final class Deliveries {
  /** Ids begin with the time, so that they grow even if nothing of an earlier run is left. */
  private static final int ID_BITS = 20;

  private final InstantSource clock;
  private final AtomicLong lastId = new AtomicLong();

  Deliveries(InstantSource clock) {
    this.clock = clock;
  }

  /** No id up to this one is given again. */
  void continueAfter(long id) {
    lastId.accumulateAndGet(id, Math::max);
  }

  /**
   * A request that is ready to be kept and sent.
   *
   * @param key whose secret signs it
   * @param events one or more objects in JSON
   */
  Delivery sign(AppKey key, String appId, WebhookEndpoint endpoint, int lane, List<String> events) {
    long now = clock.millis();
    byte[] body = Envelope.of(now, events);
    return new Delivery(
        lastId.updateAndGet(before -> Math.max(before + 1, now << ID_BITS)),
        appId,
        endpoint.url().toString(),
        lane,
        now,
        key.key(),
        Signature.sign(key.secret(), body),
        body);
  }
}
