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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A messenger that misbehaves on purpose, with every n-th delivery, and remembers how often. */
final class FakeMessenger implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final Pattern CONVERSATION = Pattern.compile("conversation[s]?[-/](\\d+)");
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");
  private static final int EVERY = 7;

  /** What it does. */
  enum Mischief {
    NONE,
    LOSE,
    DOUBLE,
    REFUSE
  }

  private final Mischief mischief;
  private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Map<String, List<Socket>> readers = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger(100);
  private long turns;
  private long mischiefs;

  FakeMessenger(Mischief mischief) throws IOException {
    this.mischief = mischief;
    threads.submit(this::acceptAll);
  }

  Target target() {
    return new Target("127.0.0.1", listener.getLocalPort(), "1", "none", "none");
  }

  /** How often it misbehaved. */
  synchronized long mischiefs() {
    return mischiefs;
  }

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
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (true) {
        String head = readHead(in);
        if (head.contains("Sec-WebSocket-Key")) {
          serveReader(socket, in);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        answer(socket, head, new String(body, StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static String readHead(DataInputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private void serveReader(Socket socket, DataInputStream in) throws IOException {
    write(socket, "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    write(
        socket,
        frame(
            "{\"event\":\"pusher:connection_established\","
                + "\"data\":\"{\\\"socket_id\\\":\\\"1.2\\\"}\"}"));
    while (true) {
      in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7F;
      length = length == 126 ? in.readUnsignedShort() : length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      Matcher channel = CONVERSATION.matcher(new String(payload, StandardCharsets.US_ASCII));
      if (channel.find()) {
        readers.computeIfAbsent(channel.group(1), _ -> new CopyOnWriteArrayList<>()).add(socket);
        write(socket, frame("{\"event\":\"pusher_internal:subscription_succeeded\"}"));
      }
    }
  }

  private void answer(Socket socket, String head, String body) throws IOException {
    int id = ids.incrementAndGet();
    if (head.contains("/messages")) {
      respond(socket, tell(head, body) ? "201 Created" : "429 Too Many Requests", "{\"seq\":1}");
    } else if (head.contains("/register")) {
      respond(
          socket,
          "201 Created",
          "{\"access_token\":\"t%d\",\"user\":{\"id\":\"%d\"}}".formatted(id, id));
    } else if (head.contains("/conversations")) {
      respond(socket, "201 Created", "{\"id\":\"%d\"}".formatted(id));
    } else {
      respond(socket, "200 OK", "{\"key\":\"k\",\"auth\":\"k:s\"}");
    }
  }

  /** Whether the message was taken. */
  private synchronized boolean tell(String head, String body) throws IOException {
    Matcher conversation = CONVERSATION.matcher(head);
    Matcher text = TEXT.matcher(body);
    if (!conversation.find() || !text.find()) {
      throw new IOException("not understood: " + head + body);
    }
    byte[] frame =
        frame(
            "{\"event\":\"message:new\",\"data\":\"{\\\"text\\\":\\\""
                + text.group(1)
                + "\\\"}\"}");
    boolean taken = true;
    for (Socket reader : readers.getOrDefault(conversation.group(1), new ArrayList<>())) {
      boolean now = ++turns % EVERY == 0 && mischief != Mischief.NONE;
      mischiefs += now ? 1 : 0;
      int copies =
          now && mischief == Mischief.LOSE ? 0 : now && mischief == Mischief.DOUBLE ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        write(reader, frame);
      }
      taken &= !(now && mischief == Mischief.REFUSE);
    }
    return taken;
  }

  private static void respond(Socket socket, String status, String body) throws IOException {
    write(
        socket,
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.length(), body)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    synchronized (socket) {
      socket.getOutputStream().write(bytes);
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
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
