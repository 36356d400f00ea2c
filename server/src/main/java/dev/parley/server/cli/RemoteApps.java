package dev.parley.server.cli;

import dev.parley.server.admin.AdminToken;
import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppRegistry;
import dev.parley.server.app.AppView;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The apps of a running server, by its admin API. What it refuses ends the command with its words.
 */
record RemoteApps(HttpClient client, URI server, AdminToken token) implements AppRegistry {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String APPS = "/api/admin/apps";

  /** Whether anything answers; a note of a server that was killed leads nowhere. */
  boolean isThere() {
    try {
      send("GET", "/health/live", null);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public List<AppView> list() {
    var all = new ArrayList<AppView>();
    String after = "";
    while (after != null) {
      Map<String, Object> page =
          call("GET", APPS + "?limit=1000" + (after.isEmpty() ? "" : "&after=" + after), null);
      if (page.get("apps") instanceof List<?> apps) {
        for (Object app : apps) {
          all.add(view(app));
        }
      }
      after = page.get("next") == null ? null : String.valueOf(page.get("next"));
    }
    return all;
  }

  @Override
  public AppView find(String id) {
    return view(call("GET", path(id.isEmpty() ? "~default" : id) + "/secrets", null));
  }

  @Override
  public AppView create(AppDraft draft) {
    return view(call("POST", APPS, draft.toTree()));
  }

  @Override
  public AppView change(String id, AppDraft draft) {
    return view(call("PATCH", path(id), draft.toTree()));
  }

  @Override
  public AppView.KeyView addKey(String id) {
    return AppView.KeyView.of(call("POST", path(id) + "/keys", Map.of()));
  }

  @Override
  public AppView retireKey(String id, String key) {
    return view(call("DELETE", path(id) + "/keys/" + segment(key), null));
  }

  @Override
  public void delete(String id) {
    call("DELETE", path(id), null);
  }

  private static String path(String id) {
    return APPS + "/" + segment(id);
  }

  private static String segment(String text) {
    if (!text.matches("[A-Za-z0-9_~-]{1,64}")) {
      throw new Failure("expected an id or key of [A-Za-z0-9_-]{1,64}");
    }
    return text;
  }

  private static AppView view(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return AppView.of(map);
    }
    throw new Failure("the server's answer cannot be read; is it of another version?");
  }

  private Map<String, Object> call(String method, String path, @Nullable Map<String, Object> body) {
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
}
