package dev.parley.messenger.session;

import dev.parley.messenger.Event;

/** A session has a new pair of tokens. */
public record SessionRenewed(long userId, long sessionId) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
