package dev.parley.messenger.account;

import static java.util.Locale.ROOT;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import java.text.Normalizer;

/** Short texts that people give about themselves: one line each, without invisible controls. */
final class Line {
  private Line() {}

  /** A name that can be seen. */
  static String displayName(String typed) {
    String text = ShortText.of("display_name", typed, Bound.DISPLAY_NAME_LENGTH);
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "display_name", "expected at least one letter or digit");
    }
    return text;
  }

  static String signature(String typed) {
    return ShortText.of("signature", typed, Bound.SIGNATURE_LENGTH);
  }

  /** What names are compared and found by. */
  static String norm(String displayName) {
    String norm = Normalizer.normalize(displayName, Normalizer.Form.NFKC).toLowerCase(ROOT);
    return norm.substring(0, Math.min(norm.length(), 200));
  }
}
