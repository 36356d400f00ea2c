package dev.parley.server.metrics;

import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.webhook.Webhooks;
import dev.parley.server.jobs.Jobs;
import dev.parley.server.media.ImageWorks;
import dev.parley.server.media.StoreWatch;
import dev.parley.server.realtime.LiveJobs;
import dev.parley.store.Store;
import dev.parley.store.StoreStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Every number that this process tells. Thread-safe. */
@Singleton
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final RealtimeNode node;
  private final NodeMeters nodeMeters;
  private final Webhooks webhooks;
  private final WebhookMeters webhookMeters;

  /** Made when first asked for, so that a start does not wait for it. */
  Metrics(
      RealtimeNode node,
      Webhooks webhooks,
      Store store,
      Jobs jobs,
      LiveJobs live,
      SyncMeters sync,
      ImageWorks images,
      StoreWatch files) {
    this.node = node;
    this.nodeMeters = new NodeMeters(registry);
    this.webhooks = webhooks;
    this.webhookMeters = new WebhookMeters(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder("netty.direct.memory", PlatformDependent::usedDirectMemory)
        .baseUnit("bytes")
        .description("Memory outside the heap that Netty counts as in use")
        .register(registry);
    JobMeters.register(registry, jobs);
    sync.register(registry);
    FunctionCounter.builder("parley.live.dropped", live, LiveJobs::dropped)
        .description("Pushes of the messenger left out because too many waited")
        .register(registry);
    FunctionCounter.builder("parley.media.decoded", images, ImageWorks::decoded)
        .description("Images read into memory, for uploads and for other sizes")
        .register(registry);
    Gauge.builder("parley.media.store.up", files, watch -> watch.isUp() ? 1 : 0)
        .description("1 if the store of files answered when it was asked last")
        .register(registry);
    counter("parley.store.writes", "Units of work committed", store, StoreStats::writes);
    counter("parley.store.commits", "Commits that carried them", store, StoreStats::commits);
    Gauge.builder("parley.store.waiting", store, from -> from.stats().waiting())
        .description("Units of work that wait to be written")
        .register(registry);
  }

  private void counter(
      String name, String description, Store store, ToDoubleFunction<StoreStats> value) {
    FunctionCounter.builder(name, store, from -> value.applyAsDouble(from.stats()))
        .description(description)
        .register(registry);
  }

  /** All numbers of this moment in Prometheus' text format. */
  public synchronized String scrape() {
    nodeMeters.update(node.stats());
    webhookMeters.update(webhooks.stats());
    return registry.scrape();
  }

  @Override
  @PreDestroy
  public void close() {
    collections.close();
    registry.close();
  }
}
