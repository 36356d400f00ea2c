package dev.parley.messenger.account;

import dev.parley.messenger.Event;

/** What others see of somebody is different now. */
public record ProfileChanged(Profile profile) implements Event {
  @Override
  public long lane() {
    return profile.userId();
  }
}
