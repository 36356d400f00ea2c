package dev.parley.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of one channel that misbehaves on purpose. */
final class FakeServer extends FakePeer {
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

  /** What the server does with every n-th turn of sending events to one subscriber. */
  enum Mischief {
    NONE,
    LOSE,
    DOUBLE,
    SWAP,
    REFUSE,
    HANG_UP
  }

  private final Mischief mischief;
  private final List<Socket> subscribers = new CopyOnWriteArrayList<>();

  FakeServer(Mischief mischief) throws IOException {
    this.mischief = mischief;
    start();
  }

  Target target() {
    return new Target("127.0.0.1", port(), "1", "key", "secret");
  }

  @Override
  void frame(Socket socket, String text) throws IOException {
    subscribers.add(socket);
    write(
        socket,
        encoded(
            "{\"event\":\"pusher_internal:subscription_succeeded\","
                + "\"channel\":\"bench-100000\",\"data\":\"{}\"}"));
  }

  @Override
  void gone(Socket socket) {
    subscribers.remove(socket);
  }

  @Override
  synchronized void answer(Socket socket, String head, String body) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    Matcher data = DATA.matcher(body);
    while (data.find()) {
      frames.add(
          encoded(
              "{\"event\":\"bench-event\",\"channel\":\"bench-100000\",\"data\":\""
                  + data.group(1)
                  + "\"}"));
    }
    boolean refused = false;
    for (Socket subscriber : subscribers) {
      boolean now = isTurn(mischief != Mischief.NONE);
      refused |= now && mischief == Mischief.REFUSE;
      for (byte[] frame : now ? spoiled(subscriber, frames) : frames) {
        write(subscriber, frame);
      }
    }
    respond(socket, refused ? "401 Unauthorized" : "200 OK", "{}");
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
}
