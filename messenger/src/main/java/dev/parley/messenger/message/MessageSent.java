package dev.parley.messenger.message;

import dev.parley.messenger.Event;

/**
 * A message was sent. For all present members.
 *
 * @param message complete, but without the excerpt of what it answers
 */
public record MessageSent(Message message) implements Event {
  @Override
  public long lane() {
    return message.conversationId();
  }
}
