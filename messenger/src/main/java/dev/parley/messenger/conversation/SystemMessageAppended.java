package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;

/**
 * The log of a conversation tells that something happened to it. For all members.
 *
 * @param senderId who did it
 * @param body JSON, see {@link SystemText}
 * @param sentAt epoch milliseconds
 */
public record SystemMessageAppended(
    long conversationId,
    long seq,
    long rev,
    long messageId,
    long senderId,
    String body,
    long sentAt)
    implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
