package dev.parley.channels.protocol;

/** The size of text on the wire, without encoding it. */
public final class Utf8 {
  private Utf8() {}

  /** Bytes of the text as UTF-8; a lone surrogate counts as three. */
  public static int length(String text) {
    int length = text.length();
    int bytes = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        bytes += 2;
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++; // two chars, four bytes: the pair has counted two and gets two more
        }
      } else if (c >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }
}
