package dev.parley.messenger.contact;

import dev.parley.messenger.Event;

/**
 * A user's address book changed. For that user's devices alone.
 *
 * @param present whether the contact is in the book now
 */
public record ContactsChanged(long userId, long contactId, boolean present) implements Event {
  @Override
  public long lane() {
    return userId;
  }
}
