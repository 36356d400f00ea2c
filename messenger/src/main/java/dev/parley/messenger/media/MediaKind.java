package dev.parley.messenger.media;

import java.util.Locale;

/** What people can do with a file. Stored by its number: numbers are never given again. */
public enum MediaKind {
  /** Shown in place; we have decoded it and written it anew. */
  IMAGE(0),
  /** Played in place. */
  VIDEO(1),
  /** Played in place. */
  AUDIO(2),
  /** Downloaded. */
  FILE(3);

  private static final MediaKind[] BY_NUMBER = values();

  private final int stored;

  MediaKind(int stored) {
    this.stored = stored;
  }

  int stored() {
    return stored;
  }

  static MediaKind of(int stored) {
    return BY_NUMBER[stored];
  }

  /** As the public API names it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
