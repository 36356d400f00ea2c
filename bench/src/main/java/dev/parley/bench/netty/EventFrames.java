package dev.parley.bench.netty;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Encodes events as whole WebSocket frames, header included. */
final class EventFrames {
  private static final int TEXT = 0x81;

  private EventFrames() {}

  static ByteBuf encode(ByteBufAllocator allocator, String name, String channel, String data) {
    return text(
        allocator,
        "{\"event\":\""
            + quoted(name)
            + "\",\"channel\":\""
            + quoted(channel)
            + "\",\"data\":\""
            + quoted(data)
            + "\"}");
  }

  static ByteBuf text(ByteBufAllocator allocator, String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame = allocator.directBuffer(payload.length + 10);
    frame.writeByte(TEXT);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.writeByte(126).writeShort(payload.length);
    } else {
      frame.writeByte(127).writeLong(payload.length);
    }
    return frame.writeBytes(payload);
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
