package dev.parley.channels.transport.xhr;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a session has to say and has not said yet, handed out as lines: {@code o} once, then
 * messages as {@code a[…]}, a heartbeat {@code h}, and at the end {@code c[code,"reason"]}. Owned
 * by the session's loop.
 */
public final class Outbox {
  /** A frame of messages is closed above this, so that what overshoots a response is bounded. */
  private static final int FRAME_UNITS = 65_536;

  private static final String OPEN = "o\n";

  private final Queue<Message> messages = new ArrayDeque<>(4);
  private long bytes;
  private boolean opening = true;
  private boolean ping;
  private byte @Nullable [] close;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(byte[] literal, int units) {}

  /**
   * One frame, newline included. Whoever gets it owns the buffer.
   *
   * @param units its length as the client counts
   * @param last whether nothing may follow
   */
  record Line(ByteBuf bytes, int units, boolean last) {}

  void add(byte[] payload) {
    byte[] literal = TextLiteral.of(payload);
    messages.add(new Message(literal, TextLiteral.units(literal)));
    bytes += literal.length;
  }

  void ping() {
    ping = true;
  }

  void close(int code, String reason) {
    close = closeFrame(code, reason);
  }

  /** What turns a client away: opened first, since pusher-js takes no reason before that. */
  public static byte[] refusal(int code, String reason) {
    byte[] end = closeFrame(code, reason);
    byte[] whole = new byte[OPEN.length() + end.length];
    whole[0] = 'o';
    whole[1] = '\n';
    System.arraycopy(end, 0, whole, OPEN.length(), end.length);
    return whole;
  }

  /** The frame that ends a session. */
  static byte[] closeFrame(int code, String reason) {
    byte[] literal = TextLiteral.of(reason.getBytes(StandardCharsets.UTF_8));
    return ("c[" + code + "," + new String(literal, StandardCharsets.UTF_8) + "]\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Forgets messages that can no longer be delivered in time. */
  void dropMessages() {
    messages.clear();
    bytes = 0;
  }

  boolean isEmpty() {
    return messages.isEmpty() && !opening && !ping && close == null;
  }

  /** Bytes of messages that wait. */
  long bytes() {
    return bytes;
  }

  /** The next frame; call only if there is one. */
  Line next(ByteBufAllocator allocator) {
    if (opening) {
      opening = false;
      return line(allocator, OPEN);
    }
    if (!messages.isEmpty()) {
      return array(allocator);
    }
    byte[] end = close;
    if (end != null) {
      close = null;
      ping = false; // nothing follows the end
      return new Line(allocator.buffer(end.length).writeBytes(end), TextLiteral.units(end), true);
    }
    ping = false;
    return line(allocator, "h\n");
  }

  private static Line line(ByteBufAllocator allocator, String ascii) {
    return new Line(ByteBufUtil.writeAscii(allocator, ascii), ascii.length(), false);
  }

  private Line array(ByteBufAllocator allocator) {
    ByteBuf frame = allocator.buffer((int) Math.min(bytes, FRAME_UNITS) + 8).writeByte('a');
    int units = 3;
    char separator = '[';
    while (!messages.isEmpty() && units < FRAME_UNITS) {
      Message message = messages.remove();
      bytes -= message.literal.length;
      frame.writeByte(separator).writeBytes(message.literal);
      units += message.units + 1;
      separator = ',';
    }
    return new Line(frame.writeByte(']').writeByte('\n'), units, false);
  }
}
