package dev.parley.messenger.conversation;

import dev.parley.messenger.Event;
import java.util.List;

/**
 * People came, went, or have another standing now. For all members, and for those who went.
 *
 * @param added whose access began
 * @param removed whose access to anything new ended; they keep what they could read
 * @param changed whose role or silence changed
 */
public record MembersChanged(
    long conversationId, long version, List<Long> added, List<Long> removed, List<Long> changed)
    implements Event {
  @Override
  public long lane() {
    return conversationId;
  }
}
