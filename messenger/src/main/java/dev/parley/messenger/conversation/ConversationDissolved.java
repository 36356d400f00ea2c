package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import java.util.List;

/**
 * A conversation ended for everybody; nothing of it can be read any more.
 *
 * @param ended all who were present, whose access ended
 */
public record ConversationDissolved(long conversationId, long version, List<Long> ended)
    implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
