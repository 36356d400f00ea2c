package dev.parley.server.jobs;

import dev.parley.messenger.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job on this server. Its methods are called by one thread at a time, all but the stats. */
final class JobRun {
  private static final Logger log = LoggerFactory.getLogger(JobRun.class);

  /** After a failure; less than most gaps, and long enough for a database to come back. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Job job;
  private final Turn turn;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private volatile JobStats stats;

  JobRun(Job job, Turn turn, InstantSource clock, BooleanSupplier stopping) {
    this.job = job;
    this.turn = turn;
    this.clock = clock;
    this.stopping = stopping;
    this.stats = new JobStats(job.name(), 0, 0, 0, 0);
  }

  Job job() {
    return job;
  }

  JobStats stats() {
    return stats;
  }

  /** Runs the job if it is due and ours. A failure is told in the log and tried again. */
  void runIfDue() {
    try {
      if (job.isWanted().getAsBoolean() && turn.take()) {
        run();
      }
    } catch (RuntimeException e) {
      stats = stats.failed(0);
      log.warn("the job {} could not be looked at, taken or given back", job.name(), e);
    }
  }

  private void run() {
    long start = clock.millis();
    long rows = 0;
    Duration gap = job.gap();
    try {
      Progress progress;
      do {
        progress = job.work().runBatch();
        rows += progress.rows();
      } while (progress.more() && !stopping.getAsBoolean() && turn.keep());
      long end = clock.millis();
      stats = stats.ran(end, end - start, rows);
      gap = progress.more() ? Duration.ZERO : gap; // another server goes on where this one stops
    } catch (RuntimeException e) {
      stats = stats.failed(rows);
      gap = gap.compareTo(RETRY) < 0 ? gap : RETRY;
      log.warn("the job {} failed; it is tried again in {} s", job.name(), gap.toSeconds(), e);
    }
    turn.end(gap);
  }

  /** Runs it a last time, due or not, if it works on what this server alone holds. */
  void finish() {
    if (job.where() == Job.Where.EACH_NODE) {
      run();
    }
  }
}
