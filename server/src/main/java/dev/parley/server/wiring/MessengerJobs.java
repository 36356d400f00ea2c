package dev.parley.server.wiring;

import dev.parley.messenger.session.LastSeen;
import dev.parley.messenger.session.SessionSweep;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the messenger does by itself, now and then. Thread-safe. */
@Singleton
public final class MessengerJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MessengerJobs.class);
  private static final Duration LAST_SEEN = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofHours(1);

  private final LastSeen lastSeen;
  private final SessionSweep sweep;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("parley-messenger-jobs").factory());

  MessengerJobs(LastSeen lastSeen, SessionSweep sweep) {
    this.lastSeen = lastSeen;
    this.sweep = sweep;
  }

  /** Starts them. */
  public void begin() {
    every(LAST_SEEN, "writing when people were last seen", lastSeen::flush);
    every(SWEEP, "sweeping sessions", sweep::run);
  }

  private void every(Duration gap, String name, Runnable job) {
    Runnable careful =
        () -> {
          try {
            job.run();
          } catch (RuntimeException e) { // else it would never run again
            log.warn("{} failed; it is tried again in {} s", name, gap.toSeconds(), e);
          }
        };
    timer.scheduleWithFixedDelay(careful, gap.toMillis(), gap.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  @PreDestroy
  public void close() {
    timer.close();
    lastSeen.flush();
  }
}
