package dev.parley.channels.node;

import dev.parley.channels.app.Limit;
import dev.parley.channels.headcount.HeadCount;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.protocol.ChannelName;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes counts that changed. For the node's one timer thread. */
final class HeadCountTeller implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HeadCountTeller.class);

  private final Hub hub;
  private final Publisher publisher;
  private final LongSupplier nanoTime;

  HeadCountTeller(Hub hub, Publisher publisher, LongSupplier nanoTime) {
    this.hub = hub;
    this.publisher = publisher;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    for (AppState app : hub.apps()) {
      HeadCount counts = app.headCountIfAny();
      if (counts != null) {
        tell(app, counts);
      }
    }
  }

  private void tell(AppState app, HeadCount counts) {
    long age = TimeUnit.MILLISECONDS.toNanos(app.limit(Limit.CACHE_TTL_MILLIS)) / 2;
    for (HeadCount.Count count : counts.due(nanoTime.getAsLong(), age)) {
      try {
        publisher.serverEvent(
            app, ChannelName.of(count.channel()), HeadCount.EVENT, count.data(), null);
      } catch (RuntimeException e) { // else the timer would never run this again
        log.warn("a count of app {} was not told", app.id(), e);
      }
    }
  }
}
