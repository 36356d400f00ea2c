package dev.parley.messenger.external;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.util.regex.Pattern;

/**
 * What a back end calls something.
 *
 * @param text visible ASCII without a slash, so that it can stand in a path
 */
public record ExternalName(Kind kind, String text) {
  private static final Pattern LEGAL = Pattern.compile("[!-.0-~]+");

  /** What can be called something. Names of one kind are unique. */
  public enum Kind {
    USER(0),
    CONVERSATION(1);

    private final int stored;

    Kind(int stored) {
      this.stored = stored;
    }

    int stored() {
      return stored;
    }
  }

  /**
   * Checks what a back end gave.
   *
   * @throws Refusal naming {@code external_id}
   */
  public static ExternalName of(Kind kind, String given) {
    if (given.length() > Bound.EXTERNAL_NAME_LENGTH.value()) {
      throw Refusal.ofField(RefusalCode.FIELD_TOO_LONG, "external_id", expected());
    }
    if (!LEGAL.matcher(given).matches()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "external_id", expected());
    }
    return new ExternalName(kind, given);
  }

  private static String expected() {
    return "expected 1 to %d visible ASCII characters without a slash"
        .formatted(Bound.EXTERNAL_NAME_LENGTH.value());
  }
}
