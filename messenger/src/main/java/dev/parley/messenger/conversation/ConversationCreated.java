package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import java.util.List;

/**
 * A conversation came into being. For its first members.
 *
 * @param shownTo those who see it at once; the peer of a direct one sees it with its first message
 * @param members everybody who may read it
 */
public record ConversationCreated(
    long conversationId, boolean direct, long version, List<Long> shownTo, List<Long> members)
    implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
