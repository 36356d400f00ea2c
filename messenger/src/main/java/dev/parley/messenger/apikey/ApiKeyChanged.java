package dev.parley.messenger.apikey;

import dev.parley.messenger.Event;

/** A key was made, has another secret, or is no more. */
public record ApiKeyChanged(long keyId) implements Event {
  @Override
  public long lane() {
    return keyId;
  }
}
