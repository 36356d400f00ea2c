package dev.parley.server.jobs;

/**
 * What a job did on this server since it started.
 *
 * @param lastRun end of the last run that succeeded, epoch milliseconds; 0 if there was none
 * @param millis that this run took
 * @param rows that all runs changed
 * @param failures runs that failed
 */
public record JobStats(String job, long lastRun, long millis, long rows, long failures) {
  JobStats ran(long at, long tookMillis, long more) {
    return new JobStats(job, at, tookMillis, rows + more, failures);
  }

  JobStats failed(long more) {
    return new JobStats(job, lastRun, millis, rows + more, failures + 1);
  }
}
