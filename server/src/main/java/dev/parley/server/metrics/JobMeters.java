package dev.parley.server.metrics;

import dev.parley.server.jobs.JobStats;
import dev.parley.server.jobs.Jobs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The numbers of the jobs of this server. */
final class JobMeters {
  private final MeterRegistry registry;
  private final Jobs jobs;

  private JobMeters(MeterRegistry registry, Jobs jobs) {
    this.registry = registry;
    this.jobs = jobs;
  }

  static void register(MeterRegistry registry, Jobs jobs) {
    var meters = new JobMeters(registry, jobs);
    for (int i = 0; i < jobs.stats().size(); i++) {
      meters.register(i);
    }
  }

  private void register(int index) {
    String name = jobs.stats().get(index).job();
    Gauge.builder("parley.job.last.run", jobs, of(index, stats -> stats.lastRun() / 1000.0))
        .baseUnit("seconds")
        .description("When the job last ended well, since 1970; 0 if not on this server")
        .tag("job", name)
        .register(registry);
    Gauge.builder("parley.job.duration", jobs, of(index, stats -> stats.millis() / 1000.0))
        .baseUnit("seconds")
        .description("How long that took")
        .tag("job", name)
        .register(registry);
    FunctionCounter.builder("parley.job.rows", jobs, of(index, JobStats::rows))
        .description("Rows changed")
        .tag("job", name)
        .register(registry);
    FunctionCounter.builder("parley.job.failures", jobs, of(index, JobStats::failures))
        .description("Runs that failed")
        .tag("job", name)
        .register(registry);
  }

  private static ToDoubleFunction<Jobs> of(int index, ToDoubleFunction<JobStats> number) {
    return from -> number.applyAsDouble(from.stats().get(index));
  }
}
