package dev.parley.messenger.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One row of a user's list.
 *
 * @param conversation for a former member, its head is where that one left
 * @param unread exact: what came above the read position, without own and recalled messages; 0 for
 *     a former member
 * @param mentions of those, how many name the user
 * @param last the last message that the user may see
 */
public record ConversationSummary(
    Conversation conversation,
    Member member,
    long unread,
    long mentions,
    @Nullable LastMessage last) {
  /** Whether the list shows it: not after the user deleted it, until something new comes. */
  public boolean isListed() {
    Long left = member.leftSeq();
    return member.hiddenAt() == null
        || (left == null
            ? conversation.lastCountable() > member.floorCountable()
            : left > member.clearSeq());
  }
}
