package dev.parley.messenger.account;

import dev.parley.messenger.Event;

/** An account went, and with it all that its steps took away. */
public record AccountDeleted(long userId) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
