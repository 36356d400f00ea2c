package dev.parley.bench.load;

import dev.parley.bench.load.MessengerApi.Player;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Makes the accounts and conversations of a plan over HTTP, before the clock runs. */
final class Cast implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  /** Servers hash few passwords at a time. */
  private static final int AT_A_TIME = 4;

  private final Target target;
  private final MessengerApi api;
  private final List<Player> players;
  private final List<String> conversations;
  private final String key;

  /**
   * Makes them all.
   *
   * @throws LoadException if the server refuses any
   */
  Cast(Target target, MessagePlan plan) {
    this.target = target;
    api = new MessengerApi(target);
    players = inParallel(plan.users(), user -> api.register(plan.name() + "_" + user));
    conversations = inParallel(plan.conversations(), conversation -> begin(plan, conversation));
    key = MessengerApi.find(KEY, api.get("/api/realtime", players.getFirst().token()));
  }

  private static <T> List<T> inParallel(int count, IntFunction<T> work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<T>> results =
          IntStream.range(0, count).mapToObj(i -> threads.submit(() -> work.apply(i))).toList();
      return results.stream().map(Cast::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    } catch (ExecutionException e) {
      throw new LoadException("the cast is not complete: " + e.getMessage(), e);
    }
  }

  private String begin(MessagePlan plan, int conversation) {
    List<String> others =
        IntStream.range(1, plan.members())
            .mapToObj(i -> "\"" + players.get((conversation + i) % plan.users()).id() + "\"")
            .toList();
    String body =
        plan.members() == 2
            ? "{\"kind\":\"direct\",\"user_id\":" + others.getFirst() + "}"
            : "{\"kind\":\"group\",\"title\":\"Bench\",\"member_ids\":["
                + String.join(",", others)
                + "]}";
    String token = players.get(conversation).token();
    return MessengerApi.find(ID, api.post("/api/conversations", token, body));
  }

  /** The members that a player's socket adds when it subscribes to a conversation. */
  String channelProof(int player, String socketId, String channel) {
    String form =
        "socket_id="
            + socketId
            + "&channel_name="
            + URLEncoder.encode(channel, StandardCharsets.UTF_8);
    String answer = api.postForm("/api/realtime/auth", players.get(player).token(), form);
    return answer.substring(answer.indexOf('{') + 1, answer.lastIndexOf('}'));
  }

  Player player(int index) {
    return players.get(index);
  }

  String conversation(int index) {
    return conversations.get(index);
  }

  /** The server with the key of the app that tells of messages. */
  Target realtime() {
    return new Target(target.host(), target.port(), target.appId(), key, target.secret());
  }

  @Override
  public void close() {
    api.close();
  }
}
