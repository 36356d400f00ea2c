package dev.parley.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of one channel that misbehaves on purpose and remembers how often: the load maker's
 * account must name the same numbers.
 */
final class FakeServer implements AutoCloseable {
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  /** What the server does with every n-th turn of sending events to one subscriber. */
  enum Mischief {
    NONE,
    LOSE,
    DOUBLE,
    SWAP,
    REFUSE,
    HANG_UP
  }

  private static final int EVERY = 7;

  private final Mischief mischief;
  private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> subscribers = new CopyOnWriteArrayList<>();
  private long turns;
  private long mischiefs;

  FakeServer(Mischief mischief) throws IOException {
    this.mischief = mischief;
    threads.submit(this::acceptAll);
  }

  Target target() {
    return new Target("127.0.0.1", listener.getLocalPort(), "1", "key", "secret");
  }

  /** How often it misbehaved. */
  synchronized long mischiefs() {
    return mischiefs;
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.submit(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (true) {
        String head = readHead(in);
        if (head.contains("Sec-WebSocket-Key")) {
          serveSubscriber(socket, in);
        } else {
          servePublish(socket, head, in);
        }
      }
    } catch (IOException e) {
      subscribers.remove(socket);
    }
  }

  private static String readHead(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private void serveSubscriber(Socket socket, DataInputStream in) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(
        frame(
            "{\"event\":\"pusher:connection_established\","
                + "\"data\":\"{\\\"socket_id\\\":\\\"1.2\\\",\\\"activity_timeout\\\":120}\"}"));
    while (true) {
      in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7F;
      in.skipNBytes(4 + (length == 126 ? in.readUnsignedShort() : length));
      subscribers.add(socket);
      out.write(
          frame(
              "{\"event\":\"pusher_internal:subscription_succeeded\","
                  + "\"channel\":\"bench-100000\",\"data\":\"{}\"}"));
    }
  }

  private synchronized void servePublish(Socket socket, String head, DataInputStream in)
      throws IOException {
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    List<byte[]> frames = new ArrayList<>();
    Matcher data = DATA.matcher(new String(body, StandardCharsets.US_ASCII));
    while (data.find()) {
      frames.add(
          frame(
              "{\"event\":\"bench-event\",\"channel\":\"bench-100000\",\"data\":\""
                  + data.group(1)
                  + "\"}"));
    }
    boolean refused = false;
    for (Socket subscriber : subscribers) {
      boolean now = ++turns % EVERY == 0 && mischief != Mischief.NONE;
      mischiefs += now ? 1 : 0;
      refused |= now && mischief == Mischief.REFUSE;
      send(subscriber, now ? spoiled(subscriber, frames) : frames);
    }
    String status = refused ? "401 Unauthorized" : "200 OK";
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\n{}")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private List<byte[]> spoiled(Socket subscriber, List<byte[]> frames) throws IOException {
    return switch (mischief) {
      case LOSE -> frames.subList(1, frames.size());
      case DOUBLE -> List.of(frames.get(0), frames.get(1), frames.get(0));
      case SWAP -> List.of(frames.get(1), frames.get(0));
      case HANG_UP -> {
        subscriber.close();
        subscribers.remove(subscriber);
        yield List.of();
      }
      case NONE, REFUSE -> frames;
    };
  }

  private static void send(Socket subscriber, List<byte[]> frames) throws IOException {
    for (byte[] frame : frames) {
      subscriber.getOutputStream().write(frame);
    }
  }

  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
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
      for (Socket subscriber : subscribers) {
        subscriber.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
