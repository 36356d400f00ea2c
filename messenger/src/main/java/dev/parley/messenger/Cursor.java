package dev.parley.messenger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: a few numbers in a form that callers only hand back. It gives no access; what
 * it points to is checked as if there were none.
 */
public final class Cursor {
  private Cursor() {}

  public static String of(long... position) {
    var bytes = ByteBuffer.allocate(position.length * Long.BYTES);
    for (long number : position) {
      bytes.putLong(number);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * What {@link #of} was given.
   *
   * @param start the position before the first row, for no cursor; its length is what is expected
   * @throws Refusal {@code invalid-cursor}
   */
  public static long[] parse(@Nullable String cursor, long... start) {
    if (cursor == null) {
      return start;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      long[] position = new long[start.length];
      for (int i = 0; i < position.length; i++) {
        position[i] = bytes.getLong();
      }
      if (!bytes.hasRemaining()) {
        return position;
      }
    } catch (IllegalArgumentException | BufferUnderflowException _) {
      // told below
    }
    throw Refusal.ofField(
        RefusalCode.INVALID_CURSOR, "cursor", "expected the cursor of an earlier page");
  }
}
