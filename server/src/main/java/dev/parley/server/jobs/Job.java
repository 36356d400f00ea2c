package dev.parley.server.jobs;

import dev.parley.messenger.Progress;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Something to do again and again.
 *
 * @param name in the log, in the metrics and in {@code job_lease}: never change it
 * @param gap from the end of a run to the begin of the next one
 * @param isWanted asked before every run, and cheap: a job with a short gap must not write into the
 *     database only to find out that there is nothing to do
 */
public record Job(String name, Where where, Duration gap, BooleanSupplier isWanted, Work work) {
  /** A job that has to look for itself whether there is something to do. */
  public Job(String name, Where where, Duration gap, Work work) {
    this(name, where, gap, () -> true, work);
  }

  /** Who runs a job. */
  public enum Where {
    /** One server of all that share the database. */
    ONE_NODE,
    /** Every server, on what it holds in memory; once more when it stops. */
    EACH_NODE
  }

  /** What a job does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Runs one batch, which can be the last. Blocks for seconds at most. May be run by two servers
     * at once if one of them stands still for long, and has to bear it.
     */
    Progress runBatch();
  }
}
