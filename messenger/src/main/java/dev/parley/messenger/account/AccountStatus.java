package dev.parley.messenger.account;

/** Whether an account may be used. */
public enum AccountStatus {
  ACTIVE(0),
  /** Turned away by an operator; everything of it stays. */
  SUSPENDED(1),
  /** Gone; only a nameless row stays, for the messages that point to it. */
  DELETED(2);

  private final int stored;

  AccountStatus(int stored) {
    this.stored = stored;
  }

  /** The number in the table. */
  public int stored() {
    return stored;
  }

  static AccountStatus of(int stored) {
    return switch (stored) {
      case 0 -> ACTIVE;
      case 1 -> SUSPENDED;
      default -> DELETED;
    };
  }
}
