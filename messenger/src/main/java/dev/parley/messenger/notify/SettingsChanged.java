package dev.parley.messenger.notify;

import dev.parley.messenger.Event;

/** What a user settled for all conversations changed. For the devices of that user alone. */
public record SettingsChanged(long userId) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
