package dev.parley.channels.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The outboxes and counters of every app that has used any. Thread-safe. */
final class Outboxes {
  /** From here on, those of endpoints that may be no more are let go. */
  private static final int MANY = 1_000;

  private final Office office;
  private final ConcurrentMap<Target, Outbox> outboxes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, WebhookMeters> meters = new ConcurrentHashMap<>();

  Outboxes(Office office) {
    this.office = office;
  }

  /**
   * Finds or makes one. One that is let go between being found and used works on; only a second one
   * may stand beside it for a while.
   */
  Outbox of(Target target) {
    Outbox known = outboxes.get(target);
    if (known != null) {
      return known;
    }
    if (outboxes.size() >= MANY) {
      outboxes.values().removeIf(outbox -> outbox.size() == 0);
    }
    return outboxes.computeIfAbsent(
        target, _ -> new Outbox(target, office, meters(target.appId())));
  }

  WebhookMeters meters(String appId) {
    return meters.computeIfAbsent(appId, _ -> new WebhookMeters());
  }

  List<WebhookStats> stats() {
    Map<String, Long> queued = new HashMap<>();
    outboxes.forEach((target, outbox) -> queued.merge(target.appId(), outbox.size(), Long::sum));
    var stats = new ArrayList<WebhookStats>();
    meters.forEach((app, counted) -> stats.add(counted.stats(app, queued.getOrDefault(app, 0L))));
    return stats;
  }

  /** Waits for those whose endpoints answer, for this long altogether. */
  void awaitEmpty(long nanos) throws InterruptedException {
    long end = office.nanoTime().getAsLong() + nanos;
    for (Outbox outbox : outboxes.values()) {
      outbox.awaitEmpty(end - office.nanoTime().getAsLong());
    }
  }
}
