package dev.parley.server.cli;

import dev.parley.server.admin.AdminToken;
import dev.parley.server.admin.RunningServer;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The admin API of a running server. What it refuses ends the command with its words. */
record AdminClient(HttpClient client, URI server, AdminToken token) implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The server that runs on this data, if one does. */
  static Optional<AdminClient> of(ServerSettings settings) {
    Optional<RunningServer> running = RunningServer.of(settings);
    Optional<AdminToken> token = AdminToken.known(settings);
    if (running.isEmpty() || token.isEmpty()) {
      return Optional.empty();
    }
    var client =
        new AdminClient(
            LocalHttp.client(settings, CONNECTING), running.get().address(), token.get());
    if (client.isThere()) {
      return Optional.of(client);
    }
    client.close();
    return Optional.empty();
  }

  /** Whether anything answers; a note of a server that was killed leads nowhere. */
  private boolean isThere() {
    try {
      send("GET", "/health/live", null);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** The objects of a list in an answer. */
  static List<Map<?, ?>> objects(Map<String, Object> answer, String name) {
    var objects = new ArrayList<Map<?, ?>>();
    if (answer.get(name) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  /** A text as one part of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Sends a request and reads the answer, which is empty if there is none. */
  Map<String, Object> call(String method, String path, @Nullable Map<String, Object> body) {
    HttpResponse<String> answer;
    try {
      answer = send(method, path, body);
    } catch (IOException e) {
      throw new Failure("no answer from " + server + ": " + e);
    }
    if (answer.statusCode() == 401) {
      throw new Failure(
          "the running server has another admin token; give its own in PARLEY_ADMIN_TOKEN");
    }
    Map<String, Object> tree;
    try {
      tree = answer.body().isEmpty() ? Map.of() : JsonTree.read(answer.body());
    } catch (IllegalArgumentException _) {
      tree = Map.of();
    }
    if (answer.statusCode() >= 300) {
      Object detail = tree.get("detail");
      throw new Failure(
          detail == null ? "the server answered " + answer.statusCode() : "" + detail);
    }
    return tree;
  }

  private HttpResponse<String> send(String method, String path, @Nullable Map<String, Object> body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.value())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JsonTree.write(body)))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
