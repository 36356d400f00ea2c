package dev.parley.messenger;

import java.text.Normalizer;

/** One line that people give: names, titles, aliases. */
public final class ShortText {
  private ShortText() {}

  /**
   * The text without outer blanks, in Unicode's composed form.
   *
   * @param field as the public API names it
   * @param bound in characters as people count them
   * @throws Refusal {@code field-too-long}, or {@code invalid-field} for line breaks, controls,
   *     lone surrogates and what turns the direction of the text around it
   */
  public static String of(String field, String typed, Bound bound) {
    String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (text.codePointCount(0, text.length()) > bound.value()) {
      throw Refusal.ofField(
          RefusalCode.FIELD_TOO_LONG,
          field,
          "expected at most %d characters".formatted(bound.value()));
    }
    if (text.codePoints().anyMatch(ShortText::isForbidden)) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, field, "expected one line without control characters");
    }
    return text;
  }

  private static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    };
  }
}
