package dev.parley.channels.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/** Messages as WebSocket text frames, unmasked as servers send them (RFC 6455, 5.2). */
public final class EncodedText {
  private static final int TEXT_FINAL = 0x81;
  private static final int LONGEST_HEADER = 10;

  private EncodedText() {}

  /** One frame in a direct buffer of its own. */
  public static ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
    return frame(allocator, TEXT_FINAL, payload);
  }

  static ByteBuf frame(ByteBufAllocator allocator, int firstByte, byte[] payload) {
    int length = payload.length;
    ByteBuf buffer = allocator.directBuffer(length + LONGEST_HEADER);
    buffer.writeByte(firstByte);
    if (length < 126) {
      buffer.writeByte(length);
    } else if (length <= 0xFFFF) {
      buffer.writeByte(126).writeShort(length);
    } else {
      buffer.writeByte(127).writeLong(length);
    }
    return buffer.writeBytes(payload);
  }

  /** The messages of a buffer that holds whole text frames of ours and nothing else. */
  public static List<byte[]> payloads(ByteBuf frames) {
    var payloads = new ArrayList<byte[]>(1);
    int at = frames.readerIndex();
    while (at < frames.writerIndex()) {
      long length = frames.getUnsignedByte(at + 1);
      at += 2;
      if (length == 126) {
        length = frames.getUnsignedShort(at);
        at += 2;
      } else if (length == 127) {
        length = frames.getLong(at);
        at += 8;
      }
      byte[] payload = new byte[(int) length];
      frames.getBytes(at, payload);
      payloads.add(payload);
      at += payload.length;
    }
    return payloads;
  }
}
