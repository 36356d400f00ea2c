package dev.parley.channels.webhook;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of an endpoint that does not accept what it is sent: at once, then at most
 * every ten seconds with the numbers since. Never a payload, path, query or header. Thread-safe.
 */
final class Complaints {
  private static final Logger log = LoggerFactory.getLogger(Complaints.class);
  private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Target target;
  private final LongSupplier nanoTime;
  private long failed; // guarded by this, as are the others
  private long givenUp;
  private boolean silent;
  private long silentSince;

  Complaints(Target target, LongSupplier nanoTime) {
    this.target = target;
    this.nanoTime = nanoTime;
  }

  synchronized void failed(String reason) {
    failed++;
    tell(reason);
  }

  synchronized void givenUp(String reason) {
    givenUp++;
    tell(reason);
  }

  private void tell(String reason) {
    long now = nanoTime.getAsLong();
    if (silent && now - silentSince < GAP_NANOS) {
      return;
    }
    log.warn(
        "webhooks of app {} to {}: {} attempts failed, {} requests given up: {}",
        target.appId(),
        target.endpoint().origin(),
        failed,
        givenUp,
        reason);
    silent = true;
    silentSince = now;
    failed = 0;
    givenUp = 0;
  }
}
