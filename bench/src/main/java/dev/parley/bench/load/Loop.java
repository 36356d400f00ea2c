package dev.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * The load thread's selector, clock and shared read buffer. A single thread shares the machine with
 * the server, so everything here is owned by it and nothing is locked.
 */
final class Loop implements AutoCloseable {
  private static final int INBOX_BYTES = 256 * 1024;

  /** What a socket does when it becomes ready. */
  interface Socket {
    void ready(SelectionKey key) throws IOException;

    /** The socket failed or the peer hung up. */
    void broken(String reason);
  }

  private final Selector selector;
  private final ByteBuffer inbox =
      ByteBuffer.allocateDirect(INBOX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final long startNanos = System.nanoTime();

  Loop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Microseconds since this loop was made. */
  long micros() {
    return (System.nanoTime() - startNanos) / 1_000;
  }

  /** The shared little-endian buffer, empty. Valid until the socket's {@code ready} returns. */
  ByteBuffer inbox() {
    return inbox.clear();
  }

  SelectionKey watch(SocketChannel channel, int operations, Socket socket)
      throws ClosedChannelException {
    return channel.register(selector, operations, socket);
  }

  /** Changes what a watched channel waits for; 0 is nothing at all. */
  void interest(SocketChannel channel, int operations) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null && key.isValid()) {
      key.interestOps(operations);
    }
  }

  /** Waits up to {@code millis} (0: not at all) and serves every socket that is ready. */
  void turn(long millis) {
    try {
      if (millis == 0) {
        selector.selectNow(Loop::serve);
      } else {
        selector.select(Loop::serve, millis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(SelectionKey key) {
    Socket socket = (Socket) key.attachment();
    try {
      socket.ready(key);
    } catch (IOException e) {
      socket.broken(e.toString());
    }
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
