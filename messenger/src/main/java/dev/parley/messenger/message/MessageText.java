package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What text a message may hold. It is kept as it was sent; Markdown in it is the reader's. */
final class MessageText {
  private static final String FIELD = "text";

  private MessageText() {}

  /**
   * Checks text that must say something.
   *
   * @throws Refusal naming {@code text}
   */
  static void requireSaying(String text) {
    requireLegal(text);
    if (text.codePoints().allMatch(MessageText::isInvisible)) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, FIELD, "expected text that can be seen");
    }
  }

  /**
   * Checks a caption, which may be empty.
   *
   * @throws Refusal naming {@code text}
   */
  static void requireLegal(String text) {
    int bytes;
    try {
      // refuses halves of surrogate pairs, which no database could give back
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
    } catch (CharacterCodingException _) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, FIELD, "expected well-formed Unicode");
    }
    if (bytes > Bound.TEXT_BYTES.value()) {
      throw Refusal.ofField(
          RefusalCode.FIELD_TOO_LONG,
          FIELD,
          "expected at most %d bytes of UTF-8, got %d".formatted(Bound.TEXT_BYTES.value(), bytes));
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, FIELD, "expected no control characters but tab and newline");
    }
  }

  private static boolean isInvisible(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT;
  }
}
