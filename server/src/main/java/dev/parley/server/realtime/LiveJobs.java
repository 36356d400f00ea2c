package dev.parley.server.realtime;

import dev.parley.messenger.Bound;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.sync.FanOut;
import dev.parley.messenger.sync.FanOutWorker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops everything of the messenger that runs by itself and is live. */
@Singleton
public final class LiveJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveJobs.class);
  private static final long SECOND = 1_000;

  private final EventListeners listeners;
  private final LiveTransitions transitions;
  private final Teller teller;
  private final LiveUsers users;
  private final ReceiptPushes receipts;
  private final PresenceBoard presence;
  private final ProfilePushes profiles;
  private final NodeLease lease;
  private final FanOutWorker fanOut;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("parley-live-", 0).factory());

  LiveJobs(
      EventListeners listeners,
      LiveTransitions transitions,
      Teller teller,
      LiveUsers users,
      ReceiptPushes receipts,
      PresenceBoard presence,
      ProfilePushes profiles,
      NodeLease lease,
      FanOut fanOut,
      PointerPushes pointers) {
    this.listeners = listeners;
    this.transitions = transitions;
    this.teller = teller;
    this.users = users;
    this.receipts = receipts;
    this.presence = presence;
    this.profiles = profiles;
    this.lease = lease;
    this.fanOut = new FanOutWorker(fanOut, pointers::push);
  }

  /** Begins; call before the first client can come. */
  public void begin() {
    users.compareEpoch();
    transitions.tell(users);
    listeners.add(teller);
    listeners.add(fanOut);
    fanOut.begin();
    every(Bound.NODE_RENEWAL_MILLIS.value(), "renewing the node's lease", this::renew);
    every(Bound.HEAD_MILLIS.value(), "comparing the store's epoch", users::compareEpoch);
    every(SECOND, "telling heads", users::sweep);
    every(SECOND, "telling receipts", receipts::flush);
    every(SECOND, "telling presence", presence::tick);
    every(SECOND, "telling profiles", profiles::flush);
  }

  private void renew() {
    if (!lease.renew()) {
      log.error("this process was away too long, another one has its number: restart it");
    }
  }

  private void every(long millis, String name, Runnable job) {
    Runnable careful =
        () -> {
          try {
            job.run();
          } catch (RuntimeException e) { // else it would never run again
            log.warn("{} failed; it is tried again", name, e);
          }
        };
    timer.scheduleAtFixedRate(careful, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Pushes left out since the start because too many waited. */
  public long dropped() {
    return teller.dropped();
  }

  @Override
  @PreDestroy
  public void close() {
    timer.shutdownNow();
    fanOut.close();
    teller.close();
    users.close();
    lease.end();
  }
}
