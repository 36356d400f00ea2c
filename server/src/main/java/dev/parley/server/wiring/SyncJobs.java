package dev.parley.server.wiring;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.sync.LogRetention;
import dev.parley.messenger.sync.Parking;
import dev.parley.messenger.sync.SyncFigures;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the sync store does by itself, now and then. */
@Factory
final class SyncJobs {
  private static final Duration RETENTION = Duration.ofHours(1);
  private static final Duration PARKING = Duration.ofHours(1);
  private static final Duration FIGURES = Duration.ofSeconds(15);

  @Singleton
  Job logRetention(Transactions transactions, Clock clock) {
    var retention = new LogRetention(transactions, clock);
    return new Job("sync-retention", Job.Where.ONE_NODE, RETENTION, retention::runBatch);
  }

  @Singleton
  Job parking(Transactions transactions, Clock clock) {
    var parking = new Parking(transactions, clock);
    return new Job("sync-parking", Job.Where.ONE_NODE, PARKING, parking::runBatch);
  }

  @Singleton
  Job syncFigures(SyncFigures figures) {
    return new Job("sync-figures", Job.Where.EACH_NODE, FIGURES, figures::refresh);
  }
}
