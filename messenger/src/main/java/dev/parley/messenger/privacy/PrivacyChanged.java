package dev.parley.messenger.privacy;

import dev.parley.messenger.Event;

/** Somebody shows more of oneself now, or less. For that one's devices, and for who watched. */
public record PrivacyChanged(long userId, PrivacySettings before, PrivacySettings after)
    implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
