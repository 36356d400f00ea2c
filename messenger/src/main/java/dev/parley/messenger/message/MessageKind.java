package dev.parley.messenger.message;

import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaKind;

/** What a message holds. Stored by its number: numbers are never given again. */
public enum MessageKind {
  TEXT(0),
  IMAGE(1),
  FILE(2),
  /** Written by the server: what happened to the conversation. Its text is JSON. */
  SYSTEM(3);

  private static final MessageKind[] BY_NUMBER = values();

  private final int stored;

  MessageKind(int stored) {
    this.stored = stored;
  }

  int stored() {
    return stored;
  }

  /** The kind of a stored number. */
  public static MessageKind of(int stored) {
    return BY_NUMBER[stored];
  }

  /** Whether this file may be sent as this kind. */
  boolean fits(Media file) {
    return this == FILE || file.kind() == MediaKind.IMAGE;
  }

  /** Whether a file belongs to it. */
  boolean hasFile() {
    return this == IMAGE || this == FILE;
  }
}
