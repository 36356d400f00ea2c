package dev.parley.messenger.account;

import dev.parley.messenger.Event;

/**
 * Somebody says that an address is theirs; it is not verified yet.
 *
 * @param address in its comparable form
 */
public record AddressClaimed(long userId, String address) implements Event {
  @Override
  public long lane() {
    return userId;
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "AddressClaimed[%d]".formatted(userId);
  }
}
