package dev.parley.channels.hub;

import dev.parley.channels.protocol.Identity;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The ends of access of one app that a signature made before must not undo: between the moment in
 * which a back end signs and the one in which the client shows it, access may end. Thread-safe; the
 * lock is held for a few map operations.
 *
 * <p>Each end is remembered for at least as long as a signature that names its time is accepted.
 */
final class Revocations {
  private final InstantSource clock;
  private final long lifeMicros;
  private final int most;

  // guarded by this: two generations, the older of which is dropped as a whole
  private Map<String, Long> ends = new HashMap<>();
  private Map<String, Long> earlierEnds = new HashMap<>();
  private long generationSince;
  private long allBefore;

  Revocations(InstantSource clock, long lifeMillis, int most) {
    this.clock = clock;
    this.lifeMicros = lifeMillis * 1_000;
    this.most = most;
    this.generationSince = Identity.micros(clock);
  }

  synchronized void endedOnChannel(String channel, String userId) {
    note("c" + channel + " " + userId);
  }

  synchronized void endedSession(String session) {
    note("s" + session);
  }

  private void note(String what) {
    long now = Identity.micros(clock);
    if (now - generationSince >= lifeMicros) {
      earlierEnds = ends;
      ends = new HashMap<>();
      generationSince = now;
    }
    if (ends.size() >= most) {
      allBefore = now;
      ends.clear();
    }
    ends.put(what, now);
  }

  /** Whether a signature still opens this channel. One that does not name its time always does. */
  synchronized boolean refuse(String channel, Identity identity) {
    return refuse(identity) || endedSince("c" + channel + " " + identity.userId(), identity);
  }

  /** Whether a signature still lets its user sign in. */
  synchronized boolean refuse(Identity identity) {
    Long issued = identity.issuedAt();
    if (issued == null) {
      return false;
    }
    return issued <= allBefore
        || Identity.micros(clock) - issued > lifeMicros
        || (identity.session() != null && endedSince("s" + identity.session(), identity));
  }

  private boolean endedSince(String what, Identity identity) {
    Long end = ends.getOrDefault(what, earlierEnds.get(what));
    Long issued = identity.issuedAt();
    return end != null && issued != null && issued <= end;
  }
}
