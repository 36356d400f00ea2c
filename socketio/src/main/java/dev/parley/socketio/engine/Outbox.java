package dev.parley.socketio.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Packets that wait for a request which takes them. Its bytes count as those of a slow client do.
 * Owned by the session's loop.
 */
final class Outbox {
  private final Queue<byte[]> packets = new ArrayDeque<>(4);
  private long bytes;

  void add(byte[] packet) {
    packets.add(packet);
    bytes += packet.length + 1;
  }

  boolean isEmpty() {
    return packets.isEmpty();
  }

  /** With the separators. */
  long bytes() {
    return bytes;
  }

  /** All that waits, as one body. */
  byte[] drain() {
    byte[] body = new byte[(int) Math.max(0, bytes - 1)];
    int at = 0;
    for (byte[] packet : packets) {
      if (at > 0) {
        body[at++] = EnginePackets.SEPARATOR;
      }
      System.arraycopy(packet, 0, body, at, packet.length);
      at += packet.length;
    }
    clear();
    return body;
  }

  /** All that waits, one by one. */
  void drainTo(Consumer<byte[]> taker) {
    packets.forEach(taker);
    clear();
  }

  private void clear() {
    packets.clear();
    bytes = 0;
  }
}
