package dev.parley.server;

import static dev.parley.server.Person.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.apikey.Scope;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A back end with an API key, and the operator who gives it one. */
final class BackEnd {
  static final String ADMIN_TOKEN = "operator-of-these-tests";

  /** Settings of a server whose admin API the tests know. */
  static final Map<String, Object> SETTINGS = Map.of("admin-token", ADMIN_TOKEN);

  private BackEnd() {}

  /** What the operator asks. */
  static Person operator(RawHttp http) {
    return new Person(http, "operator", "", ADMIN_TOKEN);
  }

  /** One with all scopes. */
  static Person of(RawHttp http) throws IOException {
    return of(http, Scope.values());
  }

  /** One with some scopes; its id is the key's. */
  static Person of(RawHttp http, Scope... scopes) throws IOException {
    Map<String, Object> made =
        operator(http)
            .did(
                "POST",
                "/api/admin/keys",
                "name",
                "Shop",
                "scopes",
                Arrays.stream(scopes).map(Scope::text).toList());
    return new Person(
        http, "shop", String.valueOf(made.get("id")), String.valueOf(made.get("secret")));
  }

  /** Brings somebody in; the answer is the user's own session. */
  static Person bringIn(Person backEnd, String externalId) throws IOException {
    Map<String, Object> user =
        object(
            backEnd.did(
                "POST", "/api/server/users", "external_id", externalId, "display_name", externalId),
            "user");
    RawHttp.Answer answer =
        backEnd.call("POST", "/api/server/users/ext:" + externalId + "/sessions", "device", "Web");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Person(
        backEnd.http(),
        externalId,
        String.valueOf(user.get("id")),
        String.valueOf(JsonTree.read(answer.body()).get("access_token")));
  }

  /** A group of these, the first of whom owns it. */
  static String group(Person backEnd, String externalId, Person owner, Person... others)
      throws IOException {
    List<String> members = Arrays.stream(others).map(other -> "ext:" + other.name()).toList();
    RawHttp.Answer answer =
        backEnd.send(
            "POST",
            "/api/server/users/" + owner.id() + "/conversations",
            json(
                "kind",
                "group",
                "external_id",
                externalId,
                "title",
                "Group",
                "member_ids",
                members));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return String.valueOf(JsonTree.read(answer.body()).get("id"));
  }

  @SuppressWarnings("unchecked") // JSON objects
  static Map<String, Object> object(Map<String, Object> tree, String key) {
    return (Map<String, Object>) Objects.requireNonNull(tree.get(key), key);
  }
}
