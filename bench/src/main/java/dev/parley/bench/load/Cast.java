package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the accounts and conversations of a plan over HTTP, before the clock runs. What it reads is
 * small and of a known shape, so patterns do.
 */
final class Cast implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
  private static final Pattern USER_ID = Pattern.compile("\"user\":\\{[^{}]*?\"id\":\"(\\d+)\"");
  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  /** Servers hash few passwords at a time. */
  private static final int AT_A_TIME = 4;

  /** Sign-ups are counted by network: each cast comes from one of its own. */
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final Target target;
  private final HttpClient http;
  private final List<Player> players;
  private final List<String> conversations;
  private final String key;

  /** Somebody with an account, signed in. */
  record Player(String id, String token) {}

  /**
   * Makes them all.
   *
   * @throws LoadException if the server refuses any
   */
  Cast(Target target, MessagePlan plan) {
    this.target = target;
    http = client();
    players = inParallel(plan.users(), user -> register(plan.name() + "_" + user));
    conversations = inParallel(plan.conversations(), conversation -> begin(plan, conversation));
    key = find(KEY, exchange("GET", "/api/realtime", players.getFirst().token, "", ""));
  }

  private static HttpClient client() {
    try {
      InetAddress own =
          InetAddress.getByName("127.0." + (100 + NETWORKS.getAndIncrement() % 100) + ".1");
      return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).localAddress(own).build();
    } catch (IOException e) {
      throw new LoadException("no loopback network", e);
    }
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

  private Player register(String username) {
    String body = "{\"username\":\"%s\",\"password\":\"seven green Ladders\"}".formatted(username);
    String answer = exchange("POST", "/api/auth/register", null, "application/json", body);
    return new Player(find(USER_ID, answer), find(TOKEN, answer));
  }

  private String begin(MessagePlan plan, int conversation) {
    List<String> others =
        IntStream.range(1, plan.members())
            .mapToObj(i -> "\"" + players.get((conversation + i) % plan.users()).id + "\"")
            .toList();
    String body =
        plan.members() == 2
            ? "{\"kind\":\"direct\",\"user_id\":" + others.getFirst() + "}"
            : "{\"kind\":\"group\",\"title\":\"Bench\",\"member_ids\":["
                + String.join(",", others)
                + "]}";
    String token = players.get(conversation).token;
    return find(ID, exchange("POST", "/api/conversations", token, "application/json", body));
  }

  /** The members that a player's socket adds when it subscribes to a conversation. */
  String channelProof(int player, String socketId, String channel) {
    String form =
        "socket_id="
            + socketId
            + "&channel_name="
            + URLEncoder.encode(channel, StandardCharsets.UTF_8);
    String answer =
        exchange(
            "POST",
            "/api/realtime/auth",
            players.get(player).token,
            "application/x-www-form-urlencoded",
            form);
    return answer.substring(answer.indexOf('{') + 1, answer.lastIndexOf('}'));
  }

  private String exchange(
      String method, String path, @Nullable String token, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + target.host() + ":" + target.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new LoadException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new LoadException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  private static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new LoadException("no " + pattern + " in " + text);
    }
    return found.group(1);
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
    http.close();
  }
}
