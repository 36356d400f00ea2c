package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins the fragments of a text message and reads them as strict UTF-8. Holds memory only while a
 * message is incomplete, and never more than the limit.
 */
final class TextAssembler {
  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] NOTHING = {};

  private final int limit;
  private byte[] parts = NOTHING;
  private boolean open;

  TextAssembler(int limit) {
    this.limit = limit;
  }

  boolean isOpen() {
    return open;
  }

  /**
   * Adds a fragment.
   *
   * @return whether the message is still within its limit
   */
  boolean add(ByteBuf fragment) {
    int length = fragment.readableBytes();
    if (parts.length + length > limit) {
      return false;
    }
    open = true;
    int size = parts.length;
    parts = Arrays.copyOf(parts, size + length);
    fragment.getBytes(fragment.readerIndex(), parts, size, length);
    return true;
  }

  /** The whole message, or null if it is no valid UTF-8; the assembler is empty afterwards. */
  @Nullable String finish() {
    byte[] whole = parts;
    parts = NOTHING;
    open = false;
    return decode(whole);
  }

  static @Nullable String decode(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.getBytes(frame.readerIndex(), bytes);
    return decode(bytes);
  }

  static @Nullable String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Lenient decoding is the fast one; only a replacement character can hide a mistake.
    return text.indexOf(REPLACEMENT) < 0 || isStrict(bytes) ? text : null;
  }

  private static boolean isStrict(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
