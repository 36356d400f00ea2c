package dev.parley.server.metrics;

import dev.parley.channels.webhook.WebhookStats;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;

/** The numbers of webhooks. {@link #update} is called by one thread at a time. */
final class WebhookMeters {
  private static final List<Figure<WebhookStats>> GAUGES =
      List.of(new Figure<>("parley.webhooks.queued", "Requests undelivered", WebhookStats::queued));

  private static final List<Figure<WebhookStats>> COUNTERS =
      List.of(
          new Figure<>("parley.webhooks.sent", "Requests accepted", WebhookStats::sent),
          new Figure<>(
              "parley.webhooks.failed.attempts",
              "Attempts not accepted",
              WebhookStats::failedAttempts),
          new Figure<>(
              "parley.webhooks.dead.letters", "Requests given up", WebhookStats::deadLetters),
          new Figure<>(
              "parley.webhooks.overflow",
              "Events lost because too many waited to be queued",
              WebhookStats::overflow));

  private final AppFigures<WebhookStats> figures;

  WebhookMeters(MeterRegistry registry) {
    this.figures = new AppFigures<>(registry, GAUGES, COUNTERS);
  }

  void update(List<WebhookStats> stats) {
    var current = new HashMap<String, WebhookStats>();
    for (WebhookStats app : stats) {
      current.put(app.appId(), app);
    }
    figures.update(current);
  }
}
