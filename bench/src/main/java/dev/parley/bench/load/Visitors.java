package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tabs that do what the script of the head-count does: each is a session of its own. */
final class Visitors extends Audience {
  private static final String SITE = "cache-headcount";
  private static final Pattern COUNT =
      Pattern.compile("\"cache-headcount\".*\\\\\"sessions\\\\\":(\\d+)");

  /** Readers of one page at a time; what is told of a page goes to all of them. */
  private static final int READERS = 100;

  private final IntConsumer told;

  Visitors(Loop loop, Target target, int most, IntConsumer told) {
    super(loop, target, new Layout(most, 2, 2, false), 0);
    this.told = told;
  }

  @Override
  public String greeted(Subscriber subscriber, String socketId) {
    String room = "article-" + subscriber.index / READERS;
    return String.join(
        "\n",
        Subscriber.subscribeMessage(SITE, ""),
        "{\"event\":\"parley:headcount\",\"data\":{\"session\":\"bench-visitor-%09d\",\"room\":\"%s\",\"decile\":0}}"
            .formatted(subscriber.index, room),
        Subscriber.subscribeMessage(SITE + "-" + room, ""));
  }

  /** Counts are no stamped events; one tab's are enough to know what all are told. */
  @Override
  public boolean delivered(Subscriber subscriber, ByteBuffer in, int from, int to) {
    if (subscriber.index == 0) {
      byte[] bytes = new byte[to - from];
      in.get(from, bytes);
      Matcher count = COUNT.matcher(new String(bytes, StandardCharsets.UTF_8));
      if (count.find()) {
        told.accept(Integer.parseInt(count.group(1)));
      }
    }
    return false;
  }
}
