package dev.parley.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Just enough of HTTP and WebSocket to stand in for a server that misbehaves, with every n-th
 * delivery, and remembers how often: the load maker's account must name the same numbers.
 */
abstract class FakePeer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final int EVERY = 7;

  private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private long turns;
  private long mischiefs;

  FakePeer() throws IOException {}

  final void start() {
    threads.submit(this::acceptAll);
  }

  final int port() {
    return listener.getLocalPort();
  }

  /** How often it misbehaved. */
  final synchronized long mischiefs() {
    return mischiefs;
  }

  /** Whether this delivery is one to spoil; counts it. */
  final synchronized boolean isTurn(boolean spoils) {
    boolean now = ++turns % EVERY == 0 && spoils;
    mischiefs += now ? 1 : 0;
    return now;
  }

  /** Answers a request. */
  abstract void answer(Socket socket, String head, String body) throws IOException;

  /** A client sent a text frame. */
  abstract void frame(Socket socket, String text) throws IOException;

  /** A client has gone. */
  abstract void gone(Socket socket);

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        threads.submit(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (true) {
        String head = readHead(in);
        if (head.contains("Sec-WebSocket-Key")) {
          serveFrames(socket, in);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        answer(socket, head, new String(body, StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      gone(socket);
    }
  }

  private static String readHead(DataInputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private void serveFrames(Socket socket, DataInputStream in) throws IOException {
    write(socket, "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    write(
        socket,
        encoded(
            "{\"event\":\"pusher:connection_established\","
                + "\"data\":\"{\\\"socket_id\\\":\\\"1.2\\\",\\\"activity_timeout\\\":120}\"}"));
    while (true) {
      in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7F;
      length = length == 126 ? in.readUnsignedShort() : length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      frame(socket, new String(payload, StandardCharsets.US_ASCII));
    }
  }

  static void respond(Socket socket, String status, String body) throws IOException {
    write(
        socket,
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.length(), body)
            .getBytes(StandardCharsets.US_ASCII));
  }

  static void write(Socket socket, byte[] bytes) throws IOException {
    synchronized (socket) {
      socket.getOutputStream().write(bytes);
    }
  }

  /** A text frame of a server. */
  static byte[] encoded(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    var frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
