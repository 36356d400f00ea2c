package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Client frames, masked as RFC 6455 asks. */
final class MaskedFrames {
  // A mask protects against hostile proxies; on loopback a fixed one does. It is not zero, so that
  // the server has its usual work with it.
  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  private MaskedFrames() {}

  static ByteBuffer of(int opcode, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8);
    put(frame, opcode, bytes);
    return frame.flip();
  }

  /** One text frame per line, in one buffer. */
  static ByteBuffer ofLines(String lines) {
    List<byte[]> payloads =
        lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    ByteBuffer frames = ByteBuffer.allocate(payloads.stream().mapToInt(p -> p.length + 8).sum());
    payloads.forEach(payload -> put(frames, 1, payload));
    return frames.flip();
  }

  private static void put(ByteBuffer to, int opcode, byte[] payload) {
    to.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      to.put((byte) (0x80 | payload.length));
    } else {
      to.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    to.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      to.put((byte) (payload[i] ^ MASK[i & 3]));
    }
  }
}
