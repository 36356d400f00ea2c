package dev.parley.messenger.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code member}: a user's place in a conversation, and what that user settled for
 * oneself. Times are epoch milliseconds.
 *
 * @param joinSeq first message that the present stay may see
 * @param leftSeq last one that a former member may see, {@code null} while present
 * @param stays earlier stays, each a row of {@code membership_interval}
 * @param clearSeq deleted for oneself up to here
 * @param floorCountable countable at {@code max(joinSeq - 1, clearSeq)}
 * @param hiddenAt since when it is not in the user's list, until something new comes
 * @param silencedUntil may not post until then, set by an admin
 * @param mutedUntil no notifications until then, set by the member
 * @param notifyLevel of what the member wants to be told; {@code null} as the account says
 * @param deletions how many messages the member ever deleted for oneself
 * @param version moves with every change of the member's own settings
 */
public record Member(
    long conversationId,
    long userId,
    Role role,
    long joinSeq,
    @Nullable Long leftSeq,
    @Nullable Long leftAt,
    int stays,
    long clearSeq,
    long floorCountable,
    @Nullable Long hiddenAt,
    long readSeq,
    @Nullable Long readAt,
    long deliveredSeq,
    boolean markedUnread,
    @Nullable Long silencedUntil,
    @Nullable Long mutedUntil,
    @Nullable NotifyLevel notifyLevel,
    @Nullable Long pinnedAt,
    @Nullable String draft,
    @Nullable Long draftAt,
    @Nullable Long addedBy,
    long version,
    long joinedAt,
    long deletions) {

  public boolean isPresent() {
    return leftSeq == null;
  }
}
