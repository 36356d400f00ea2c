package dev.parley.channels.transport.xhr;

import java.util.Arrays;

/** Messages, which are JSON in UTF-8 already, as JSON strings inside a frame. */
final class TextLiteral {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int LONGEST_ESCAPE = 6;

  private TextLiteral() {}

  /** The text in quotes, escaped as JSON demands and no further. */
  static byte[] of(byte[] utf8) {
    byte[] literal = new byte[utf8.length + utf8.length / 4 + LONGEST_ESCAPE + 2];
    int size = 0;
    literal[size++] = '"';
    for (byte b : utf8) {
      if (literal.length - size < LONGEST_ESCAPE + 1) {
        literal = Arrays.copyOf(literal, literal.length * 2);
      }
      if (b == '"' || b == '\\') {
        literal[size++] = '\\';
        literal[size++] = b;
      } else if (b >= 0 && b < 0x20) {
        literal[size++] = '\\';
        literal[size++] = 'u';
        literal[size++] = '0';
        literal[size++] = '0';
        literal[size++] = HEX[b >> 4];
        literal[size++] = HEX[b & 0xF];
      } else {
        literal[size++] = b;
      }
    }
    literal[size++] = '"';
    return Arrays.copyOf(literal, size);
  }

  /** How long a browser finds the UTF-8 text: in UTF-16 units, not bytes. */
  static int units(byte[] utf8) {
    int units = 0;
    for (byte b : utf8) {
      boolean continuation = (b & 0xC0) == 0x80;
      boolean beyondBasicPlane = (b & 0xF8) == 0xF0;
      units += continuation ? 0 : beyondBasicPlane ? 2 : 1;
    }
    return units;
  }
}
