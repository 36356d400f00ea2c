package dev.parley.messenger.account;

import dev.parley.messenger.Event;

/** Somebody signed up, or was brought in by an operator or a back end. */
public record AccountCreated(long userId) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
