package dev.parley.messenger.conversation;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Of which messages somebody wants to be told. Stored by its number; 0 stands for none chosen. */
public enum NotifyLevel {
  ALL(1),
  /** Those that call the person by name, or everybody. */
  MENTIONS(2),
  NONE(3);

  private static final NotifyLevel[] LEVELS = values();

  private final int stored;

  NotifyLevel(int stored) {
    this.stored = stored;
  }

  public int stored() {
    return stored;
  }

  /** The level of a stored number; {@code null} for none chosen. */
  public static @Nullable NotifyLevel of(int stored) {
    return stored == 0 ? null : LEVELS[stored - 1];
  }

  /** As the public API writes it, such as {@code mentions}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The level that a text names.
   *
   * @throws Refusal naming {@code level}
   */
  public static NotifyLevel parse(@Nullable String text) {
    for (NotifyLevel level : LEVELS) {
      if (level.text().equals(text)) {
        return level;
      }
    }
    throw Refusal.ofField(RefusalCode.INVALID_FIELD, "level", "expected all, mentions or none");
  }
}
