package dev.parley.server.jobs;

import dev.parley.messenger.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/** Runs all jobs, each on a virtual thread of its own. Thread-safe. */
@Singleton
public final class Jobs implements AutoCloseable {
  /** How late a job may be. */
  private static final Duration LATEST = Duration.ofMinutes(1);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Transactions transactions;
  private final List<JobRun> runs;
  private final List<Thread> threads = new ArrayList<>(); // guarded by this

  Jobs(List<Job> jobs, Transactions transactions, Clock clock) {
    this.transactions = transactions;
    String me = UUID.randomUUID().toString();
    this.runs =
        jobs.stream()
            .map(job -> {
              Turn turn =
                  switch (job.where()) {
                    case ONE_NODE -> new LeasedTurn(transactions, clock, job.name(), me);
                    case EACH_NODE -> new OwnTurn(clock, job.gap());
                  };
              return new JobRun(job, turn, clock, () -> stopping.getCount() == 0);
            })
            .toList();
  }

  /**
   * Ends the leases that an earlier process left behind, before {@link #begin}: for a store that
   * one process has at a time. Without it what a killed one was at would rest for minutes.
   */
  public void endEarlierRuns() {
    transactions.write(
        0,
        (handle, _) -> {
          endLeases(handle);
          return true;
        });
  }

  /** Starts them. A job that is overdue since an earlier run of the server begins at once. */
  public synchronized void begin() {
    for (JobRun run : runs) {
      threads.add(
          Thread.ofVirtual().name("parley-job-" + run.job().name()).start(() -> repeat(run)));
    }
  }

  private void repeat(JobRun run) {
    Duration gap = run.job().gap();
    long pause = (gap.compareTo(LATEST) < 0 ? gap : LATEST).toMillis();
    try {
      do {
        run.runIfDue();
      } while (!stopping.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // whoever interrupts wants the end as well
    }
  }

  /** Runs on the calling thread what is due; for tests, which move the clock. */
  void runDue() {
    runs.forEach(JobRun::runIfDue);
  }

  /** Ends all leases of a store that was restored: those who held them are not on it. */
  public static void endLeases(Handle handle) {
    handle.execute("update job_lease set held_until = 0");
  }

  public List<JobStats> stats() {
    return runs.stream().map(JobRun::stats).toList();
  }

  /** Lets batches under way end, begins no other, and writes what is only in memory. Blocks. */
  @Override
  @PreDestroy
  public synchronized void close() {
    if (stopping.getCount() == 0) {
      return;
    }
    stopping.countDown();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    runs.forEach(JobRun::finish);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
