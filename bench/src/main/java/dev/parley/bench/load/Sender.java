package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Somebody who writes on one keep-alive connection, one message at a time. All requests are equally
 * long, so one is made and then only its numbers are changed. Owned by the load thread.
 */
final class Sender implements Loop.Socket {
  private static final String NAME_OPEN = "{\"client_msg_id\":\"";
  private static final String TEXT_OPEN = "\",\"text\":\"";
  private static final int NAME_DIGITS = 8;

  private final Loop loop;
  private final int index;
  private final SocketChannel channel;
  private final ResponseReader responses = new ResponseReader();
  private final byte[] request;
  private final int nameAt;
  private final int textAt;
  private final Samples samples;
  private long sentMicros;
  private int sent;
  private int acknowledged;
  private int refused;
  private String firstRefusal = "";
  private boolean stopped;
  private final long pauseMicros;

  /** When it writes again; 0 while it waits for an answer. */
  private long nextMicros;

  /**
   * @param index stands in its messages' stamps
   * @param textBytes at least a stamp's size
   * @param pause after each acknowledgement
   * @param samples take the time of each acknowledgement
   */
  Sender(
      Loop loop,
      Target target,
      int index,
      String conversation,
      String token,
      int textBytes,
      Duration pause,
      Samples samples) {
    this.loop = loop;
    this.pauseMicros = pause.toNanos() / 1_000;
    this.index = index;
    this.samples = samples;
    String text = "x".repeat(Math.max(textBytes, Stamp.SIZE));
    String body = NAME_OPEN + "0".repeat(NAME_DIGITS) + TEXT_OPEN + text + "\"}";
    String head =
        """
        POST /api/conversations/%s/messages HTTP/1.1
        Host: %s:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(conversation, target.host(), target.port(), token, body.length())
            .replace("\n", "\r\n");
    request = (head + body).getBytes(StandardCharsets.US_ASCII);
    nameAt = head.length() + NAME_OPEN.length();
    textAt = nameAt + NAME_DIGITS + TEXT_OPEN.length();
    try {
      channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      loop.watch(channel, SelectionKey.OP_READ, this);
    } catch (IOException e) {
      throw new LoadException("cannot connect a sender", e);
    }
  }

  /** Writes the next message; an answer to it makes it write the one after, in its time. */
  void send() {
    sentMicros = loop.micros();
    byte[] name = String.format("%0" + NAME_DIGITS + "d", sent).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, request, nameAt, NAME_DIGITS);
    Stamp.write(request, textAt, index, sent, sentMicros);
    sent++;
    ByteBuffer bytes = ByteBuffer.wrap(request);
    try {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          throw new IOException("send buffer full");
        }
      }
    } catch (IOException e) {
      broken(e.toString());
    }
  }

  /** Lets the message under way be the last. */
  void stop() {
    stopped = true;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    ByteBuffer in = loop.inbox();
    if (channel.read(in) < 0) {
      broken("the server hung up");
      return;
    }
    responses.take(in.flip(), this::answered);
  }

  private void answered(int status, String body) {
    if (status == 201) {
      acknowledged++;
      samples.add(loop.micros() - sentMicros);
    } else {
      refused++;
      if (firstRefusal.isEmpty()) {
        firstRefusal = status + " " + body;
      }
    }
    if (pauseMicros > 0) {
      nextMicros = loop.micros() + pauseMicros;
    } else if (!stopped) {
      send();
    }
  }

  /** Goes on if it has rested; to be called in each turn of the loop. */
  void look() {
    if (nextMicros > 0 && loop.micros() >= nextMicros && !stopped) {
      nextMicros = 0;
      send();
    }
  }

  @Override
  public void broken(String reason) {
    throw new LoadException("sending: " + reason);
  }

  boolean isIdle() {
    return sent == acknowledged + refused;
  }

  int sent() {
    return sent;
  }

  int acknowledged() {
    return acknowledged;
  }

  int refused() {
    return refused;
  }

  String firstRefusal() {
    return firstRefusal;
  }
}
