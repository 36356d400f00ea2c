package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What may be put below a message: one picture, as people see it. */
final class Emoji {
  private static final Pattern ONE_GRAPHEME = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  private Emoji() {}

  /**
   * Checks it.
   *
   * @throws Refusal naming {@code emoji}
   */
  static void require(String emoji) {
    if (emoji.length() > Bound.EMOJI_BYTES.value()
        || emoji.getBytes(StandardCharsets.UTF_8).length > Bound.EMOJI_BYTES.value()
        || !ONE_GRAPHEME.matcher(emoji).matches()
        || emoji.codePoints().noneMatch(Emoji::isPicture)) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          "emoji",
          "expected one emoji of at most %d bytes".formatted(Bound.EMOJI_BYTES.value()));
    }
  }

  private static boolean isPicture(int point) {
    boolean flagLetter = point >= 0x1F1E6 && point <= 0x1F1FF;
    return Character.isExtendedPictographic(point) || flagLetter || point == KEYCAP;
  }
}
