package dev.parley.messenger.conversation;

/** What a member of a group may do, from the least to the most. */
public enum Role {
  MEMBER(0),
  ADMIN(1),
  OWNER(2);

  private final int stored;

  Role(int stored) {
    this.stored = stored;
  }

  int stored() {
    return stored;
  }

  static Role of(int stored) {
    return switch (stored) {
      case 0 -> MEMBER;
      case 1 -> ADMIN;
      case 2 -> OWNER;
      default -> throw new IllegalArgumentException("no role: " + stored);
    };
  }

  public boolean isAtLeast(Role least) {
    return compareTo(least) >= 0;
  }
}
