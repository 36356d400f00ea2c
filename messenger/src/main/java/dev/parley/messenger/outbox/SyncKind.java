package dev.parley.messenger.outbox;

/**
 * What a row of the outbox, and later a pointer in a user's log, tells of. Stored as its position:
 * add at the end.
 */
public enum SyncKind {
  /** A new message; {@code ref} is its seq. */
  NEW,
  /** A message was changed; {@code ref} is the conversation's rev. */
  CHANGE,
  /** The conversation or its members changed; {@code ref} is the conversation's version. */
  CONVERSATION,
  /** A member's own settings or read position changed; {@code ref} is the member's version. */
  MEMBER_SELF,
  /** A user's access ended, or all users'; {@code ref} is the conversation's version. */
  REMOVED,
  /** Contacts or blocks of a user changed; {@code ref} is an id made for it. */
  CONTACT;

  public int stored() {
    return ordinal();
  }

  public static SyncKind of(int stored) {
    return values()[stored];
  }
}
