package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * One keep-alive connection to the signed HTTP API; requests may be pipelined. Owned by the load
 * thread.
 */
final class Publisher implements Loop.Socket {
  private final Loop loop;
  private final Target target;
  private final Signer signer;
  private final InstantSource clock;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ResponseReader responses = new ResponseReader();
  private ByteBuffer out = ByteBuffer.allocateDirect(256 * 1024);
  private long posted;
  private long answered;
  private long refused;
  private String firstRefusal = "";

  Publisher(Loop loop, Target target, InstantSource clock) {
    this.loop = loop;
    this.target = target;
    this.clock = clock;
    signer = new Signer(target.key(), target.secret());
    try {
      channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      key = loop.watch(channel, SelectionKey.OP_READ, this);
    } catch (IOException e) {
      throw new LoadException("cannot connect a publisher", e);
    }
  }

  /** Adds a request; it leaves with the next {@link #flush}. */
  void post(String path, byte[] body, int length) {
    String query = signer.query(path, body, length, clock.instant().getEpochSecond());
    byte[] head =
        ("POST "
                + path
                + "?"
                + query
                + " HTTP/1.1\r\nHost: "
                + target.host()
                + ":"
                + target.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (out.remaining() < head.length + length) {
      int capacity = (out.position() + head.length + length) * 2;
      out = ByteBuffer.allocateDirect(capacity).put(out.flip());
    }
    out.put(head).put(body, 0, length);
    posted++;
  }

  /** Writes what the socket takes; the rest follows when it is writable. */
  void flush() {
    if (out.position() == 0 || key.interestOps() != SelectionKey.OP_READ) {
      return;
    }
    try {
      write();
    } catch (IOException e) {
      broken(e.toString());
    }
  }

  private void write() throws IOException {
    channel.write(out.flip());
    boolean allGone = !out.hasRemaining();
    out.compact();
    key.interestOps(allGone ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  @Override
  public void ready(SelectionKey ready) throws IOException {
    if (ready.isWritable()) {
      write();
    }
    if (ready.isReadable()) {
      ByteBuffer in = loop.inbox();
      if (channel.read(in) < 0) {
        broken("the server hung up");
        return;
      }
      responses.take(in.flip(), this::answered);
    }
  }

  private void answered(int status, String body) {
    answered++;
    if (status != 200) {
      refused++;
      if (firstRefusal.isEmpty()) {
        firstRefusal = status + " " + body;
      }
    }
  }

  @Override
  public void broken(String reason) {
    throw new LoadException("publishing: " + reason);
  }

  long inFlight() {
    return posted - answered;
  }

  long answered() {
    return answered;
  }

  long refused() {
    return refused;
  }

  String firstRefusal() {
    return firstRefusal;
  }
}
