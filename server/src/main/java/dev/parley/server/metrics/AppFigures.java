package dev.parley.server.metrics;

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
import org.jspecify.annotations.Nullable;

/**
 * One meter per app and number. Apps come and go, so the meters follow what was last said. {@link
 * #update} is called by one thread at a time.
 */
final class AppFigures<S> {
  private final MeterRegistry registry;
  private final List<Figure<S>> gauges;
  private final List<Figure<S>> counters;
  private final Map<String, List<Meter>> meters = new HashMap<>();
  private volatile Map<String, S> apps = Map.of();

  AppFigures(MeterRegistry registry, List<Figure<S>> gauges, List<Figure<S>> counters) {
    this.registry = registry;
    this.gauges = gauges;
    this.counters = counters;
  }

  /** Takes the numbers of this moment, by app id. */
  void update(Map<String, S> current) {
    apps = Map.copyOf(current);
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
    for (Figure<S> gauge : gauges) {
      registered.add(
          Gauge.builder(gauge.name(), this, self -> self.read(app, gauge))
              .description(gauge.description())
              .tag("app", app)
              .register(registry));
    }
    for (Figure<S> counter : counters) {
      registered.add(
          FunctionCounter.builder(counter.name(), this, self -> self.read(app, counter))
              .description(counter.description())
              .tag("app", app)
              .register(registry));
    }
    return registered;
  }

  private double read(String app, Figure<S> figure) {
    @Nullable S stats = apps.get(app);
    return stats == null ? 0 : figure.value().applyAsDouble(stats);
  }
}
