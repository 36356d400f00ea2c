package dev.parley.bench.load;

import dev.parley.bench.load.MessengerApi.Player;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Somebody with many groups, whose device reads one answer after the other on one connection. Its
 * account and groups outlive the server that it was made on.
 */
public final class BusyReader {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Pattern ENTRY = Pattern.compile("\\{\"kind\":");
  private static final Pattern UNREAD = Pattern.compile("\"unread\":");
  private static final int PAGE = 200;
  private static final int MISSED_BY_EACH = 500;

  private final Player reader;
  private final List<String> groups;
  private final String cursor;
  private final Random random = new Random(11);

  /** How one kind of answer is asked for. */
  public interface Ask {
    void once(MessengerApi api);
  }

  /**
   * Makes the account and its groups, says one thing in each, and then what the device has missed:
   * 1,000 messages of two people.
   */
  public BusyReader(MessengerApi api, int groupCount) {
    reader = api.register("reader");
    Player owner = api.register("founder");
    List<Player> others = List.of(api.register("other1"), api.register("other2"));
    groups = IntStream.range(0, groupCount).mapToObj(i -> group(api, owner, others, i)).toList();
    for (int i = 0; i < groupCount; i++) {
      say(api, owner, i, "first" + i);
    }
    cursor = MessengerApi.find(CURSOR, api.get("/api/sync/snapshot?limit=1", reader.token()));
    for (Player other : others) {
      for (int i = 0; i < MISSED_BY_EACH; i++) {
        say(api, other, i % groupCount, "missed" + i);
      }
    }
  }

  private String group(MessengerApi api, Player owner, List<Player> others, int number) {
    String members =
        "\"%s\",\"%s\",\"%s\""
            .formatted(reader.id(), others.getFirst().id(), others.getLast().id());
    String body =
        "{\"kind\":\"group\",\"title\":\"Group %d\",\"member_ids\":[%s]}"
            .formatted(number, members);
    return MessengerApi.find(ID, api.post("/api/conversations", owner.token(), body));
  }

  private void say(MessengerApi api, Player who, int group, String name) {
    String path = "/api/conversations/%s/messages".formatted(groups.get(group));
    api.post(path, who.token(), "{\"client_msg_id\":\"%s\",\"text\":\"Hello\"}".formatted(name));
  }

  /** Nothing that needs the store: what HTTP alone costs. */
  public Ask health() {
    return api -> api.get("/health/live", null);
  }

  /** Fifty messages from anywhere in the log of any group. */
  public Ask historyPage(int messagesInEach) {
    return api -> {
      String group = groups.get(random.nextInt(groups.size()));
      int before = Math.min(messagesInEach, 51) + random.nextInt(Math.max(1, messagesInEach - 50));
      String path = "/api/conversations/%s/messages?before=%d&limit=50".formatted(group, before);
      api.get(path, reader.token());
    };
  }

  /** The first 200 of the entries that the device has missed. */
  public Ask syncPage() {
    return api -> pull(api, cursor);
  }

  /** All that the device has missed, page by page. */
  public Ask catchUp() {
    return api -> {
      String at = cursor;
      long entries = 0;
      String answer;
      do {
        answer = pull(api, at);
        at = MessengerApi.find(CURSOR, answer);
        entries += ENTRY.matcher(answer).results().count();
      } while (answer.contains("\"more\":true"));
      if (entries < 2 * MISSED_BY_EACH) {
        throw new LoadException("caught up with only " + entries + " entries");
      }
    };
  }

  private String pull(MessengerApi api, String at) {
    return api.get("/api/sync?limit=" + PAGE + "&cursor=" + at, reader.token());
  }

  /** The whole list, with the unread of each conversation, in pages of 200. */
  public Ask list() {
    return api -> {
      long seen = 0;
      String cursorOfPage = "";
      do {
        String answer = api.get("/api/conversations?limit=200" + cursorOfPage, reader.token());
        seen += UNREAD.matcher(answer).results().count();
        var next = NEXT.matcher(answer);
        cursorOfPage = next.find() ? "&cursor=" + next.group(1) : "";
      } while (!cursorOfPage.isEmpty());
      if (seen < groups.size()) {
        throw new LoadException("the list shows only " + seen + " conversations");
      }
    };
  }

  /** What a new device begins with: 20 conversations with 20 messages each. */
  public Ask snapshot() {
    return api -> api.get("/api/sync/snapshot", reader.token());
  }

  /** Asks again and again, one at a time. */
  public static Samples measure(MessengerApi api, Ask ask, int warmUp, int times) {
    var samples = new Samples();
    for (int i = -warmUp; i < times; i++) {
      long before = System.nanoTime();
      ask.once(api);
      if (i >= 0) {
        samples.add((System.nanoTime() - before) / 1_000);
      }
    }
    return samples;
  }
}
