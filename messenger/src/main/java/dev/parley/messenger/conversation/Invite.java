package dev.parley.messenger.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A link into a group, as its admins see it. Times are epoch milliseconds. The secret is not kept.
 *
 * @param maxUses {@code null} for any number
 * @param uses how many came by it
 */
public record Invite(
    long id,
    long conversationId,
    long createdBy,
    long createdAt,
    @Nullable Long expiresAt,
    @Nullable Integer maxUses,
    int uses) {

  /**
   * A new link.
   *
   * @param secret what the link carries: shown once, at its making
   */
  public record Fresh(Invite invite, String secret) {
    @Override
    public String toString() {
      return "Fresh[" + invite + "]";
    }
  }

  /** What somebody with the link sees of the group before joining. */
  public record Preview(String title, @Nullable Long avatarFile, int memberCount) {}
}
