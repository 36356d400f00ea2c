package dev.parley.messenger.privacy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For whom something is. Stored by its number. */
public enum Circle {
  EVERYBODY(0),
  /** Those in one's address book. */
  CONTACTS(1),
  NOBODY(2);

  private static final Circle[] CIRCLES = values();

  private final int stored;

  Circle(int stored) {
    this.stored = stored;
  }

  /** The number in the tables. */
  public int stored() {
    return stored;
  }

  /** The circle of a stored number. */
  static Circle of(int stored) {
    return CIRCLES[stored];
  }

  /** As the public API writes it, such as {@code contacts}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The circle that a text names.
   *
   * @return {@code null} for none
   * @throws Refusal naming the field
   */
  public static @Nullable Circle parse(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Circle circle : CIRCLES) {
      if (circle.text().equals(text)) {
        return circle;
      }
    }
    throw Refusal.ofField(
        RefusalCode.INVALID_FIELD, field, "expected everybody, contacts or nobody");
  }
}
