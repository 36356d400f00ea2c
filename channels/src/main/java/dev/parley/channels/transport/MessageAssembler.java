package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins the fragments of one message; text is read as strict UTF-8. Holds memory only while a
 * message is incomplete, and never more than the limit.
 */
public final class MessageAssembler {
  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] NOTHING = {};

  private final int limit;
  private final boolean text;
  private byte[] parts = NOTHING;
  private int size;

  MessageAssembler(int limit, boolean text) {
    this.limit = limit;
    this.text = text;
  }

  boolean isText() {
    return text;
  }

  /**
   * Adds a fragment.
   *
   * @return whether the message is still within its limit
   */
  boolean add(ByteBuf fragment) {
    int length = fragment.readableBytes();
    if (length > limit - size) {
      return false;
    }
    if (parts.length - size < length) {
      // Doubling keeps a message in many tiny fragments from costing its size squared.
      int capacity = Math.clamp(parts.length * 2L, size + length, limit);
      parts = Arrays.copyOf(parts, capacity);
    }
    fragment.getBytes(fragment.readerIndex(), parts, size, length);
    size += length;
    return true;
  }

  byte[] bytes() {
    return Arrays.copyOf(parts, size);
  }

  static byte[] bytes(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.getBytes(frame.readerIndex(), bytes);
    return bytes;
  }

  /** The text, or null if it is no valid UTF-8. */
  public static @Nullable String decode(byte[] bytes) {
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
