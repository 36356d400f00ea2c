package dev.parley.messenger.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code conversation}. Times are epoch milliseconds.
 *
 * @param directKey both user ids of a direct one, {@code null} of a group
 * @param ownerId of a group only
 * @param memberCount members who are present
 * @param large more members than get a pointer each; they get heads instead
 * @param lastSeq number of the last message, 0 if there is none
 * @param lastCountable messages so far that can be unread
 * @param lastRev moves with every change of the log
 * @param purgeSeq everything up to it is blanked
 * @param retentionSeconds this conversation's own rule; {@code null} is the server's
 * @param version moves with every change that members see, except new messages
 */
public record Conversation(
    long id,
    Kind kind,
    @Nullable String directKey,
    @Nullable String title,
    @Nullable Long avatarFile,
    @Nullable Long ownerId,
    long createdBy,
    int memberCount,
    boolean large,
    long lastSeq,
    long lastCountable,
    long lastRev,
    long lastMessageAt,
    long purgeSeq,
    long purgeCountable,
    @Nullable Long retentionSeconds,
    long version,
    @Nullable Long dissolvedAt,
    long createdAt,
    long updatedAt) {

  /** Two people, or a group. */
  public enum Kind {
    DIRECT(0),
    GROUP(1);

    private final int stored;

    Kind(int stored) {
      this.stored = stored;
    }

    int stored() {
      return stored;
    }

    static Kind of(int stored) {
      return stored == DIRECT.stored ? DIRECT : GROUP;
    }
  }

  public boolean isDirect() {
    return kind == Kind.DIRECT;
  }

  /** The key under which the direct conversation of two users exists once. */
  static String directKey(long one, long other) {
    return Math.min(one, other) + ":" + Math.max(one, other);
  }

  /**
   * The other one of a direct conversation.
   *
   * @throws IllegalStateException if this is a group
   */
  public long peerOf(long userId) {
    if (directKey == null) {
      throw new IllegalStateException("a group has no peer");
    }
    int colon = directKey.indexOf(':');
    long smaller = Long.parseLong(directKey, 0, colon, 10);
    return smaller == userId
        ? Long.parseLong(directKey, colon + 1, directKey.length(), 10)
        : smaller;
  }

  /** As a former member sees it: nothing of its log after the leaving. */
  Conversation asLeft(long leftSeq, long leftAt) {
    return new Conversation(
        id,
        kind,
        directKey,
        title,
        avatarFile,
        ownerId,
        createdBy,
        memberCount,
        large,
        leftSeq,
        lastCountable,
        lastRev,
        leftAt,
        purgeSeq,
        purgeCountable,
        retentionSeconds,
        version,
        dissolvedAt,
        createdAt,
        updatedAt);
  }
}
