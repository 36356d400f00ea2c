package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection that subscribes and then receives. Keeps next to nothing while idle, so
 * that twenty thousand of them weigh little. Owned by the load thread.
 */
final class Subscriber implements Loop.Socket {
  private static final Pattern SOCKET_ID = Pattern.compile("socket_id\\W+(\\d+\\.\\d+)");
  private static final int BLANK_LINE = 0x0A0D0A0D; // CR LF CR LF, little-endian
  private static final String PONG = "{\"event\":\"pusher:pong\",\"data\":{}}";

  /** Who a subscriber reports to. */
  interface Observer {
    /** The server named the connection; the answer is what to send next (nothing: the text ""). */
    String greeted(Subscriber subscriber, String socketId);

    void subscribed(Subscriber subscriber);

    /** A text frame at {@code [from, to)}; false if it is no event of ours. */
    boolean delivered(Subscriber subscriber, ByteBuffer in, int from, int to);

    void lost(Subscriber subscriber, String reason);
  }

  private enum State {
    CONNECTING,
    UPGRADING,
    OPEN,
    CLOSED
  }

  final int index;
  private final Observer observer;
  private final Loop loop;
  private final SocketChannel channel;
  private final byte[] upgradeRequest;
  private State state = State.CONNECTING;
  private byte @Nullable [] unfinished;

  Subscriber(int index, Observer observer, Loop loop, byte[] upgradeRequest) throws IOException {
    this.index = index;
    this.observer = observer;
    this.loop = loop;
    this.upgradeRequest = upgradeRequest;
    channel = SocketChannel.open();
  }

  /** What opens a WebSocket with the app of a target. */
  static byte[] upgradeRequest(Target target) {
    return """
    GET /app/%s?protocol=7&client=js&version=8.6.0&flash=false HTTP/1.1
    Host: %s:%d
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Version: 13
    Sec-WebSocket-Key: cGFybGV5LWJlbmNoLWtleQ==

    """
        .formatted(target.key(), target.host(), target.port())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The message that subscribes to a channel.
   *
   * @param proof members that prove the right to it; empty for a public one
   */
  static String subscribeMessage(String channel, String proof) {
    return "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\""
        + channel
        + "\""
        + (proof.isEmpty() ? "" : "," + proof)
        + "}}";
  }

  void connect(InetSocketAddress from, InetSocketAddress to) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.bind(from);
    boolean connected = channel.connect(to);
    SelectionKey key = loop.watch(channel, SelectionKey.OP_CONNECT, this);
    if (connected) {
      upgrade(key);
    }
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    if (state == State.CONNECTING) {
      channel.finishConnect();
      upgrade(key);
      return;
    }
    ByteBuffer in = loop.inbox();
    if (unfinished != null) {
      in.put(unfinished);
      unfinished = null;
    }
    if (channel.read(in) < 0) {
      broken("the server hung up");
      return;
    }
    int end = in.position();
    int used = state == State.UPGRADING ? takeUpgrade(in, end) : 0;
    if (state == State.OPEN) {
      used = takeFrames(in, used, end);
    }
    if (used < end && state != State.CLOSED) {
      unfinished = new byte[end - used];
      in.get(used, unfinished);
    }
  }

  private void upgrade(SelectionKey key) throws IOException {
    state = State.UPGRADING;
    key.interestOps(SelectionKey.OP_READ);
    write(ByteBuffer.wrap(upgradeRequest));
  }

  private int takeUpgrade(ByteBuffer in, int end) {
    for (int at = 0; at + 4 <= end; at++) {
      if (in.getInt(at) == BLANK_LINE) {
        String head = text(in, 0, at);
        if (!head.startsWith("HTTP/1.1 101")) {
          broken("no upgrade: " + head);
          return end;
        }
        state = State.OPEN;
        return at + 4;
      }
    }
    return 0;
  }

  private int takeFrames(ByteBuffer in, int from, int end) throws IOException {
    int at = from;
    while (end - at >= 2 && state == State.OPEN) {
      int length = in.get(at + 1) & 0x7F;
      int payload = at + 2;
      if (length == 126) {
        if (end - at < 4) {
          break;
        }
        length = Short.toUnsignedInt(Short.reverseBytes(in.getShort(at + 2)));
        payload = at + 4;
      } else if (length == 127) {
        broken("frame beyond 64 KiB");
        return end;
      }
      if (end - payload < length) {
        break;
      }
      takeFrame(in.get(at) & 0x0F, in, payload, payload + length);
      at = payload + length;
    }
    return at;
  }

  private void takeFrame(int opcode, ByteBuffer in, int from, int to) throws IOException {
    switch (opcode) {
      case 1 -> {
        if (!observer.delivered(this, in, from, to)) {
          takeControlEvent(text(in, from, to));
        }
      }
      case 8 -> broken("closed by the server: " + text(in, Math.min(from + 2, to), to));
      case 9 -> write(MaskedFrames.of(10, text(in, from, to)));
      default -> broken("unexpected frame, opcode " + opcode);
    }
  }

  private void takeControlEvent(String event) throws IOException {
    if (event.contains("pusher:connection_established")) {
      Matcher socketId = SOCKET_ID.matcher(event);
      if (!socketId.find()) {
        broken("greeting without a socket id: " + event);
        return;
      }
      String answer = observer.greeted(this, socketId.group(1));
      if (!answer.isEmpty()) {
        write(MaskedFrames.ofLines(answer));
      }
    } else if (event.contains("pusher_internal:subscription_succeeded")) {
      observer.subscribed(this);
    } else if (event.contains("pusher:ping")) {
      write(MaskedFrames.of(1, PONG));
    } else if (event.contains("pusher:error") || event.contains("subscription_error")) {
      broken(event);
    }
  }

  /** These messages are small and the peer reads: a socket that refuses them is a failure. */
  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        throw new IOException("send buffer full");
      }
    }
  }

  @Override
  public void broken(String reason) {
    if (state != State.CLOSED) {
      close();
      observer.lost(this, reason);
    }
  }

  /** Reads no more, as a client whose program hangs; the kernel's buffers fill up behind it. */
  void freeze() {
    loop.interest(channel, 0);
  }

  /** Reads again. */
  void thaw() {
    if (state != State.CLOSED) {
      loop.interest(channel, SelectionKey.OP_READ);
    }
  }

  /** Drops the connection without a farewell, as a client that loses its network does. */
  void close() {
    state = State.CLOSED;
    try {
      channel.close();
    } catch (IOException e) {
      throw new LoadException("cannot close a socket", e);
    }
  }

  private static String text(ByteBuffer in, int from, int to) {
    byte[] bytes = new byte[to - from];
    in.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
