package dev.parley.server.metrics;

import dev.parley.channels.metrics.AppStats;
import dev.parley.channels.node.NodeStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One meter per app and number of the realtime node. Apps come and go, so the meters follow what
 * the node last said. {@link #update} is called by one thread at a time.
 */
final class NodeMeters {
  private record Figure(String name, String description, ToDoubleFunction<AppStats> value) {}

  private static final List<Figure> GAUGES =
      List.of(
          new Figure("parley.connections", "Open connections", AppStats::connections),
          new Figure("parley.channels", "Channels with subscribers", AppStats::channels));

  private static final List<Figure> COUNTERS =
      List.of(
          new Figure(
              "parley.connections.opened", "Connections since start", AppStats::connectionsOpened),
          new Figure("parley.messages.received", "Frames from clients", AppStats::messagesReceived),
          new Figure("parley.messages.sent", "Frames to clients", AppStats::messagesSent),
          new Figure("parley.api.requests", "Signed requests", AppStats::apiRequests),
          new Figure("parley.api.errors", "Signed requests refused", AppStats::apiErrors),
          new Figure("parley.client.events", "Events sent by clients", AppStats::clientEvents),
          new Figure(
              "parley.slow.disconnects",
              "Connections closed because they could not keep up",
              AppStats::slowDisconnects));

  private final MeterRegistry registry;
  private final Map<String, List<Meter>> meters = new HashMap<>();
  private volatile Map<String, AppStats> apps = Map.of();
  private volatile long connections;

  NodeMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("parley.node.connections", this, self -> self.connections)
        .description("Open connections of all apps")
        .register(registry);
  }

  void update(NodeStats stats) {
    var current = new HashMap<String, AppStats>();
    for (AppStats app : stats.apps()) {
      current.put(app.appId(), app);
    }
    apps = current;
    connections = stats.connections();
    current.keySet().forEach(app -> meters.computeIfAbsent(app, this::register));
    Set<String> gone = new HashSet<>(meters.keySet());
    gone.removeAll(current.keySet());
    for (String app : gone) {
      List<Meter> stale = meters.remove(app);
      if (stale != null) {
        stale.forEach(registry::remove);
      }
    }
  }

  private List<Meter> register(String app) {
    var registered = new ArrayList<Meter>();
    for (Figure gauge : GAUGES) {
      registered.add(
          Gauge.builder(gauge.name, this, self -> self.read(app, gauge))
              .description(gauge.description)
              .tag("app", app)
              .register(registry));
    }
    for (Figure counter : COUNTERS) {
      registered.add(
          FunctionCounter.builder(counter.name, this, self -> self.read(app, counter))
              .description(counter.description)
              .tag("app", app)
              .register(registry));
    }
    return registered;
  }

  private double read(String app, Figure number) {
    @Nullable AppStats stats = apps.get(app);
    return stats == null ? 0 : number.value.applyAsDouble(stats);
  }
}
