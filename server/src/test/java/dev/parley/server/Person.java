package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who is signed in, and what that one asks of the API. */
record Person(RawHttp http, String name, String id, String token) {
  /** Signs up. */
  static Person register(RawHttp http, String name) throws IOException {
    RawHttp.Answer answer =
        http.post("/api/auth/register", json("username", name, "password", Api.PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var tree = JsonTree.read(answer.body());
    Map<?, ?> user = (Map<?, ?>) Objects.requireNonNull(tree.get("user"));
    return new Person(
        http, name, String.valueOf(user.get("id")), String.valueOf(tree.get("access_token")));
  }

  /** An object of pairs; null values stay out of it. */
  static String json(@Nullable Object... pairs) {
    var tree = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        tree.put(String.valueOf(pairs[i]), value);
      }
    }
    return JsonTree.write(tree);
  }

  /** A call that must not be refused; its answer as a tree, empty if there is no body. */
  Map<String, Object> did(String method, String path, @Nullable Object... pairs)
      throws IOException {
    RawHttp.Answer answer = call(method, path, pairs);
    assertThat(answer.status())
        .as("%s %s by %s: %s", method, path, name, answer.body())
        .isBetween(200, 204);
    return answer.body().isEmpty() ? Map.of() : JsonTree.read(answer.body());
  }

  /** A call of any outcome. */
  RawHttp.Answer call(String method, String path, @Nullable Object... pairs) throws IOException {
    return send(method, path, pairs.length == 0 ? "" : json(pairs));
  }

  RawHttp.Answer send(String method, String path, String body, String... more) throws IOException {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("Authorization: Bearer " + token);
    if (!body.isEmpty()) {
      headers.add("Content-Type: application/json");
    }
    return http.send(method, path, body, headers.toArray(String[]::new));
  }

  /** The direct conversation with somebody. */
  String direct(Person other) throws IOException {
    return String.valueOf(
        did("POST", "/api/conversations", "kind", "direct", "user_id", other.id).get("id"));
  }

  /** A new group. */
  String group(String title, Person... others) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Person other : others) {
      ids.add(other.id);
    }
    return String.valueOf(
        did("POST", "/api/conversations", "kind", "group", "title", title, "member_ids", ids)
            .get("id"));
  }

  /** Says something, and gives its number. */
  long say(String conversation, String text) throws IOException {
    Map<String, Object> sent =
        did(
            "POST",
            "/api/conversations/" + conversation + "/messages",
            "client_msg_id",
            "c" + System.nanoTime(),
            "text",
            text);
    return Long.parseLong(String.valueOf(sent.get("seq")));
  }

  /** Sends a file of some text, and gives its id. */
  String attach(String conversation, String content) throws IOException {
    RawHttp.Answer answer = send("POST", "/api/media?name=file.txt", content);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    String file = String.valueOf(JsonTree.read(answer.body()).get("id"));
    did(
        "POST",
        "/api/conversations/" + conversation + "/messages",
        "client_msg_id",
        "f" + System.nanoTime(),
        "kind",
        "file",
        "file_id",
        file);
    return file;
  }

  /** Reads the end of a log. */
  List<Map<String, Object>> log(String conversation) throws IOException {
    return rows(did("GET", "/api/conversations/" + conversation + "/messages"), "messages");
  }

  /** The objects of a list in an answer. */
  @SuppressWarnings("unchecked") // JSON objects
  static List<Map<String, Object>> rows(Map<String, Object> tree, String key) {
    return (List<Map<String, Object>>) Objects.requireNonNull(tree.get(key), key);
  }
}
