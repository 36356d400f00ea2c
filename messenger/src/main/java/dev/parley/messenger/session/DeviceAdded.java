package dev.parley.messenger.session;

import dev.parley.messenger.Event;

/**
 * Somebody has signed in on a device that this account did not know.
 *
 * @param first whether the account had no device before
 */
public record DeviceAdded(long userId, String device, String network, boolean first)
    implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
