package dev.parley.messenger.session;

import dev.parley.messenger.Event;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Ends sessions inside a transaction, and says so. */
final class SessionEndings {
  private final InstantSource clock;

  SessionEndings(InstantSource clock) {
    this.clock = clock;
  }

  /** One session, if it is this person's and alive. */
  boolean one(
      Handle handle, long userId, long sessionId, EndReason reason, Consumer<Event> events) {
    var ended = new FamilyTable(handle).revoke(userId, sessionId, 0, reason, clock.millis());
    ended.forEach(id -> events.accept(new SessionEnded(userId, id, reason)));
    return !ended.isEmpty();
  }

  /**
   * All of somebody's sessions.
   *
   * @param but one that stays; 0 for none
   */
  void all(Handle handle, long userId, long but, EndReason reason, Consumer<Event> events) {
    new FamilyTable(handle)
        .revoke(userId, null, but, reason, clock.millis())
        .forEach(id -> events.accept(new SessionEnded(userId, id, reason)));
  }
}
