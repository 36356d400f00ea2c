package dev.parley.server.metrics;

import dev.parley.channels.metrics.AppStats;
import dev.parley.channels.node.NodeStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;

/** The numbers of the realtime node. {@link #update} is called by one thread at a time. */
final class NodeMeters {
  private static final List<Figure<AppStats>> GAUGES =
      List.of(
          new Figure<>("parley.connections", "Open connections", AppStats::connections),
          new Figure<>("parley.channels", "Channels with subscribers", AppStats::channels));

  private static final List<Figure<AppStats>> COUNTERS =
      List.of(
          new Figure<>(
              "parley.connections.opened", "Connections since start", AppStats::connectionsOpened),
          new Figure<>(
              "parley.messages.received", "Frames from clients", AppStats::messagesReceived),
          new Figure<>("parley.messages.sent", "Frames to clients", AppStats::messagesSent),
          new Figure<>("parley.api.requests", "Signed requests", AppStats::apiRequests),
          new Figure<>("parley.api.errors", "Signed requests refused", AppStats::apiErrors),
          new Figure<>("parley.client.events", "Events sent by clients", AppStats::clientEvents),
          new Figure<>(
              "parley.slow.disconnects",
              "Connections closed because they could not keep up",
              AppStats::slowDisconnects));

  private final AppFigures<AppStats> figures;
  private volatile NodeStats node = new NodeStats(0, 0, 0, List.of());

  NodeMeters(MeterRegistry registry) {
    this.figures = new AppFigures<>(registry, GAUGES, COUNTERS);
    Gauge.builder("parley.node.connections", this, self -> self.node.connections())
        .description("Open connections of all apps")
        .register(registry);
    Gauge.builder("parley.node.handshakes.waiting", this, self -> self.node.handshakesWaiting())
        .description("New clients that wait to be greeted")
        .register(registry);
    FunctionCounter.builder(
            "parley.node.handshakes.refused", this, self -> self.node.handshakesRefused())
        .description("New clients refused because too many waited")
        .register(registry);
  }

  void update(NodeStats stats) {
    node = stats;
    var current = new HashMap<String, AppStats>();
    for (AppStats app : stats.apps()) {
      current.put(app.appId(), app);
    }
    figures.update(current);
  }
}
