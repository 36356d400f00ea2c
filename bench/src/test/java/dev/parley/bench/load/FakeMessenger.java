package dev.parley.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A messenger that misbehaves on purpose. */
final class FakeMessenger extends FakePeer {
  private static final Pattern CONVERSATION = Pattern.compile("conversation[s]?[-/](\\d+)");
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

  /** What it does. */
  enum Mischief {
    NONE,
    LOSE,
    DOUBLE,
    REFUSE
  }

  private final Mischief mischief;
  private final Map<String, List<Socket>> readers = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger(100);

  FakeMessenger(Mischief mischief) throws IOException {
    this.mischief = mischief;
    start();
  }

  Target target() {
    return new Target("127.0.0.1", port(), "1", "none", "none");
  }

  @Override
  void frame(Socket socket, String text) throws IOException {
    Matcher channel = CONVERSATION.matcher(text);
    if (channel.find()) {
      readers.computeIfAbsent(channel.group(1), _ -> new CopyOnWriteArrayList<>()).add(socket);
      write(socket, encoded("{\"event\":\"pusher_internal:subscription_succeeded\"}"));
    }
  }

  @Override
  void gone(Socket socket) {
    // whoever is told of no more messages says so
  }

  @Override
  void answer(Socket socket, String head, String body) throws IOException {
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
        encoded(
            "{\"event\":\"message:new\",\"data\":\"{\\\"text\\\":\\\""
                + text.group(1)
                + "\\\"}\"}");
    boolean taken = true;
    for (Socket reader : readers.getOrDefault(conversation.group(1), List.of())) {
      boolean now = isTurn(mischief != Mischief.NONE);
      int copies =
          now && mischief == Mischief.LOSE ? 0 : now && mischief == Mischief.DOUBLE ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        write(reader, frame);
      }
      taken &= !(now && mischief == Mischief.REFUSE);
    }
    return taken;
  }
}
