package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A messenger's HTTP interface, as far as measuring needs it. What it reads is of a known shape, so
 * patterns do. Thread-safe; blocks.
 */
public final class MessengerApi implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern USER_ID = Pattern.compile("\"user\":\\{[^{}]*?\"id\":\"(\\d+)\"");

  private static final Pattern FILE_ID = Pattern.compile("\"id\":\"(\\d+)\"");

  /** Sign-ups are counted by network: each client comes from one of its own. */
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final Target target;
  private final HttpClient http;

  /** Somebody with an account, signed in. */
  public record Player(String id, String token) {}

  public MessengerApi(Target target) {
    this.target = target;
    this.http = client();
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

  /** Makes an account and signs in. */
  public Player register(String username) {
    String body = "{\"username\":\"%s\",\"password\":\"seven green Ladders\"}".formatted(username);
    String answer = exchange("POST", "/api/auth/register", null, "application/json", body);
    return new Player(find(USER_ID, answer), find(TOKEN, answer));
  }

  /** What stands at a path. */
  public String get(String path, @Nullable String token) {
    return exchange("GET", path, token, "", "");
  }

  /** Posts JSON. */
  public String post(String path, String token, String json) {
    return exchange("POST", path, token, "application/json", json);
  }

  /** Posts a form. */
  String postForm(String path, String token, String form) {
    return exchange("POST", path, token, "application/x-www-form-urlencoded", form);
  }

  /** Uploads a file and gives its id. */
  public String upload(String token, byte[] content) {
    byte[] answer =
        ask(
            HttpRequest.newBuilder(uri("/api/media"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .header("Authorization", "Bearer " + token));
    return find(FILE_ID, new String(answer, StandardCharsets.UTF_8));
  }

  /** The bytes that stand at a path. */
  public byte[] bytes(String path, String token) {
    return ask(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  private byte[] ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 != 2) {
        throw new LoadException(answer.request().uri() + ": " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new LoadException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://" + target.host() + ":" + target.port() + path);
  }

  private String exchange(
      String method, String path, @Nullable String token, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
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

  /**
   * The first group of the first match.
   *
   * @throws LoadException if there is none
   */
  public static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new LoadException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }

  @Override
  public void close() {
    http.close();
  }
}
