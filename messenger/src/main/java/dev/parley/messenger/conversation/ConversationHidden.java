package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * A member deleted a conversation for oneself. For the devices of that user alone.
 *
 * @param version of the member
 * @param clearSeq nothing up to it is visible any more
 */
public record ConversationHidden(long conversationId, long userId, long version, long clearSeq)
    implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
