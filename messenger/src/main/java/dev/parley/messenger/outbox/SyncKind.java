package dev.parley.messenger.outbox;

import java.util.Arrays;

/** What a row of the outbox, and later a pointer in a user's log, tells of. */
public enum SyncKind {
  /** A new message; {@code ref} is its seq. */
  NEW(0),
  /** A message was changed; {@code ref} is the conversation's rev. */
  CHANGE(1),
  /** The conversation or its members changed; {@code ref} is the conversation's version. */
  CONVERSATION(2),
  /** A member's own settings or read position changed; {@code ref} is the member's version. */
  MEMBER_SELF(3),
  /** A user's access ended, or all users'; {@code ref} is the conversation's version. */
  REMOVED(4),
  /** Contacts or blocks of a user changed; {@code ref} is an id made for it. */
  CONTACT(5),
  /** What a user settled for all conversations changed; {@code ref} is an id made for it. */
  SETTINGS(6);

  private final int stored;

  SyncKind(int stored) {
    this.stored = stored;
  }

  /** The number in the tables. */
  public int stored() {
    return stored;
  }

  /** The kind behind a number in the tables. */
  public static SyncKind of(int stored) {
    return Arrays.stream(values())
        .filter(kind -> kind.stored == stored)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of sync: " + stored));
  }
}
