package dev.parley.messenger.session;

import dev.parley.messenger.Event;

/** A session is over: its sockets must close, and after a reuse its owner must hear of it. */
public record SessionEnded(long userId, long sessionId, EndReason reason) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
