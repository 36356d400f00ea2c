package dev.parley.server.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.app.JsonTree;
import dev.parley.server.sync.client.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Requests of one session over HTTP. */
final class HttpCaller {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String PASSWORD = "seven green Ladders";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final IntSupplier port;
  private final String userId;
  private final String token;

  private HttpCaller(IntSupplier port, Tree session) {
    this.port = port;
    this.userId = session.at("user").text("id");
    this.token = session.text("access_token");
  }

  static HttpCaller register(IntSupplier port, String username) {
    return new HttpCaller(port, session(port, "register", "username", username));
  }

  /** The same person on another device. */
  static HttpCaller signIn(IntSupplier port, String username) {
    return new HttpCaller(port, session(port, "login", "identifier", username));
  }

  private static Tree session(IntSupplier port, String path, String field, String name) {
    String body = json(field, name, "password", PASSWORD);
    return exchange(port, "POST", "/api/auth/" + path, "application/json", body, null);
  }

  String userId() {
    return userId;
  }

  int port() {
    return port.getAsInt();
  }

  /**
   * A request with an object of pairs for its body, of which null values stay out.
   *
   * @return the answer's body
   */
  Tree call(String method, String path, @Nullable Object... pairs) {
    String body = pairs.length == 0 ? "" : json(pairs);
    return exchange(port, method, path, "application/json", body, token);
  }

  /** A request with a form. */
  Tree form(String path, String form) {
    return exchange(port, "POST", path, "application/x-www-form-urlencoded", form, token);
  }

  private static String json(@Nullable Object... pairs) {
    var tree = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        tree.put(String.valueOf(pairs[i]), value);
      }
    }
    return JsonTree.write(tree);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Tree exchange(
      IntSupplier port,
      String method,
      String path,
      String type,
      String body,
      @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      Tree tree = Tree.of(answer.body());
      if (answer.statusCode() >= 500) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      if (answer.statusCode() >= 400) {
        throw new Transport.Refused(tree.text("code"));
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
