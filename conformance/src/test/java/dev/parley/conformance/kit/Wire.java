package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/**
 * RFC 6455 framing on a plain socket, client side, with the freedom to get it wrong. Writes may
 * come from any thread; one thread reads.
 */
final class Wire {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** One whole message or control frame. Never compared, and read by the one who took it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Message(int opcode, byte[] payload) {}

  final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
    this.out = socket.getOutputStream();
  }

  Upgrade request(String head) throws IOException {
    out.write(head.getBytes(UTF_8));
    return HttpHead.read(in);
  }

  /** Encodes one frame, masked as a client must. */
  static byte[] frame(int opcode, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  synchronized void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Blocks until a whole message or control frame is there; joins fragments. */
  Message read() throws IOException {
    var joined = new ByteArrayOutputStream();
    int opcode = CONTINUATION;
    while (true) {
      int first = in.readUnsignedByte();
      if ((first & 0x70) != 0) {
        throw new IOException("reserved bits set though no extension was offered");
      }
      byte[] payload = payload();
      int code = first & 0x0f;
      if (code >= CLOSE) {
        return new Message(code, payload);
      }
      opcode = code == CONTINUATION ? opcode : code;
      joined.writeBytes(payload);
      if ((first & 0x80) != 0) {
        return new Message(opcode, joined.toByteArray());
      }
    }
  }

  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    if ((second & 0x80) != 0) {
      throw new IOException("a server must not mask its frames");
    }
    long length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second;
        };
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return payload;
  }
}
