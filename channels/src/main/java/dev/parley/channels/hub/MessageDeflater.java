package dev.parley.channels.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses messages for permessage-deflate (RFC 7692) without context takeover: each message on
 * its own, so that one compressed frame serves all subscribers and no connection holds a
 * compressor. One per loop, which owns it; its memory is taken with the first use.
 */
final class MessageDeflater {
  private static final int COMPRESSED_TEXT_FINAL = 0xC1;
  private static final int SMALLEST = 128;
  private static final int TAIL = 4; // the empty block of a sync flush, which RFC 7692 leaves out
  private static final int ROOM = 64;

  private @Nullable Deflater deflater;

  /** The message as one frame: compressed where that makes it smaller, else plain. */
  ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
    if (payload.length < SMALLEST) {
      return EncodedText.frame(allocator, payload);
    }
    byte[] deflated = deflate(payload);
    return deflated.length < payload.length
        ? EncodedText.frame(allocator, COMPRESSED_TEXT_FINAL, deflated)
        : EncodedText.frame(allocator, payload);
  }

  private byte[] deflate(byte[] payload) {
    Deflater current = deflater;
    if (current == null) {
      current = new Deflater(Deflater.BEST_SPEED, true);
      deflater = current;
    }
    current.reset();
    current.setInput(payload);
    byte[] out = new byte[payload.length + ROOM];
    int size = current.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    return size > TAIL && size < out.length ? Arrays.copyOf(out, size - TAIL) : payload;
  }
}
