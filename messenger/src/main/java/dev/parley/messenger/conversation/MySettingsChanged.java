package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * What a member settled for oneself changed. For the devices of that user alone.
 *
 * @param version of the member
 */
public record MySettingsChanged(long conversationId, long userId, long version) implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
