package dev.parley.messenger.conversation;

/** What a member of a group may do, from the least to the most. Stored as its position. */
public enum Role {
  MEMBER,
  ADMIN,
  OWNER;

  static Role of(int stored) {
    return values()[stored];
  }

  public boolean isAtLeast(Role least) {
    return compareTo(least) >= 0;
  }
}
