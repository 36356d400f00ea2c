package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * What all members see of a conversation changed: title, avatar, its own rules. For all members.
 */
public record ConversationChanged(long conversationId, long version) implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
