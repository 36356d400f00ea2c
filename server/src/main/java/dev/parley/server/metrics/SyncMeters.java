package dev.parley.server.metrics;

import dev.parley.messenger.sync.FanOut;
import dev.parley.messenger.sync.Reset;
import dev.parley.messenger.sync.Sync;
import dev.parley.messenger.sync.SyncFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The numbers of the sync store. */
@Singleton
final class SyncMeters {
  private final Sync sync;
  private final FanOut fanOut;
  private final SyncFigures figures;

  SyncMeters(Sync sync, FanOut fanOut, SyncFigures figures) {
    this.sync = sync;
    this.fanOut = fanOut;
    this.figures = figures;
  }

  void register(MeterRegistry registry) {
    gauge(registry, "outbox.depth", "Rows that wait to be told", SyncFigures.Now::waiting);
    seconds(registry, "outbox.age", "How long the first waits", SyncFigures.Now::waitingMillis);
    seconds(
        registry, "entry.oldest", "Age of the oldest entry kept", SyncFigures.Now::oldestMillis);
    gauge(registry, "parked", "Users for whom nothing is written", SyncFigures.Now::parked);
    FunctionCounter.builder("parley.sync.entries", fanOut, FanOut::written)
        .description("Entries written into logs by this server")
        .register(registry);
    FunctionCounter.builder("parley.sync.loops", sync, Sync::loops)
        .description("Devices that got the same entries again and again")
        .register(registry);
    for (Reset reset : Reset.values()) {
      FunctionCounter.builder("parley.sync.resets", sync, from -> from.resets().of(reset))
          .description("Devices told to take a snapshot")
          .tag("reason", reset.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<SyncFigures.Now> value) {
    Gauge.builder("parley.sync." + name, figures, from -> value.applyAsDouble(from.now()))
        .description(description)
        .register(registry);
  }

  private void seconds(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<SyncFigures.Now> millis) {
    Gauge.builder("parley.sync." + name, figures, from -> millis.applyAsDouble(from.now()) / 1000.0)
        .baseUnit("seconds")
        .description(description)
        .register(registry);
  }
}
