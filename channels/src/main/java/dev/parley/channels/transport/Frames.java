package dev.parley.channels.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Control frames as servers send them (RFC 6455, 5.5). */
public final class Frames {
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int MAX_CONTROL_PAYLOAD = 125;
  private static final ByteBuf EMPTY_PING =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(2).writeByte(PING).writeByte(0))
          .asReadOnly();

  private Frames() {}

  static ByteBuf ping() {
    return EMPTY_PING.duplicate();
  }

  /** The answer to a ping. */
  public static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
    int length = payload.readableBytes();
    return allocator
        .directBuffer(length + 2)
        .writeByte(PONG)
        .writeByte(length)
        .writeBytes(payload, payload.readerIndex(), length);
  }

  /** A close frame; a reason too long for a control frame is cut between characters. */
  public static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
    String text = reason;
    while (ByteBufUtil.utf8Bytes(text) > MAX_CONTROL_PAYLOAD - 2) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return allocator
        .directBuffer(bytes.length + 4)
        .writeByte(CLOSE)
        .writeByte(bytes.length + 2)
        .writeShort(code)
        .writeBytes(bytes);
  }

  /** A close frame without code, the answer to one. */
  static ByteBuf closeWithoutCode(ByteBufAllocator allocator) {
    return allocator.directBuffer(2).writeByte(CLOSE).writeByte(0);
  }
}
