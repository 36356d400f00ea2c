package dev.parley.messenger.contact;

import dev.parley.messenger.Event;

/**
 * A user shut somebody out or in again. For the devices of {@code userId} alone: the other is not
 * told.
 */
public record BlocksChanged(long userId, long blockedId, boolean blocked) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
