package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import org.jspecify.annotations.Nullable;

/**
 * A message was changed. For all present members who may see it.
 *
 * @param actorId who did it
 * @param emoji of a reaction only
 * @param message as it is now; without what differs from reader to reader
 */
public record MessageChanged(What what, long actorId, @Nullable String emoji, Message message)
    implements Event {
  /** What was done. */
  public enum What {
    EDITED,
    RECALLED,
    REACTED,
    REACTION_REMOVED,
    PINNED,
    UNPINNED
  }

  @Override
  public long lane() {
    return message.conversationId();
  }
}
