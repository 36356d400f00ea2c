package dev.parley.channels.protocol;

import java.util.Arrays;

/**
 * Writes JSON as UTF-8 in one pass. Unlike a general generator it takes text that is no valid
 * UTF-16 (a lone surrogate, legal inside a JSON string) and passes it on as an escape, so that what
 * a publisher sent arrives unchanged. Not thread-safe; used by one writer for one message.
 */
public final class JsonBytes {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  public JsonBytes(int expected) {
    bytes = new byte[Math.max(32, expected)];
  }

  /** Appends text that is already JSON and plain ASCII. */
  @SuppressWarnings("deprecation") // the fast copy of known ASCII
  public JsonBytes ascii(String json) {
    int length = json.length();
    ensure(length);
    json.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** Appends text that is already JSON, of any characters. */
  public JsonBytes raw(String json) {
    for (int i = 0; i < json.length(); i++) {
      ensure(6);
      i = append(json, i, false);
    }
    return this;
  }

  /** Appends the text as a JSON string with its quotes. */
  public JsonBytes string(String text) {
    ensure(text.length() + 2);
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      ensure(6);
      i = append(text, i, true);
    }
    ensure(1);
    bytes[size++] = '"';
    return this;
  }

  public JsonBytes number(long value) {
    return ascii(Long.toString(value));
  }

  public byte[] toByteArray() {
    return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Appends the character at {@code i} and answers the index of the last char it used. */
  private int append(String text, int i, boolean quoted) {
    char c = text.charAt(i);
    if (c < 0x80) {
      if (quoted && (c < 0x20 || c == '"' || c == '\\')) {
        escape(c);
      } else {
        bytes[size++] = (byte) c;
      }
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | (c >> 6));
      bytes[size++] = (byte) (0x80 | (c & 0x3F));
    } else if (!Character.isSurrogate(c)) {
      bytes[size++] = (byte) (0xE0 | (c >> 12));
      bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (c & 0x3F));
    } else if (Character.isHighSurrogate(c)
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      int point = Character.toCodePoint(c, text.charAt(i + 1));
      bytes[size++] = (byte) (0xF0 | (point >> 18));
      bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (point & 0x3F));
      return i + 1;
    } else {
      unicodeEscape(c);
    }
    return i;
  }

  private void escape(char c) {
    char letter =
        switch (c) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 0;
        };
    if (letter == 0) {
      unicodeEscape(c);
    } else {
      bytes[size++] = '\\';
      bytes[size++] = (byte) letter;
    }
  }

  private void unicodeEscape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(c >> shift) & 0xF];
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
