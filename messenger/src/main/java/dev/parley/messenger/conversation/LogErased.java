package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import java.util.List;

/**
 * Messages of a deleted account were blanked. For all members.
 *
 * @param rev that all of them have now
 */
public record LogErased(long conversationId, long rev, List<Long> seqs) implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
