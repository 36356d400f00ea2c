package dev.parley.server;

import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.apikey.Scope;
import dev.parley.store.Engine;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every endpoint of the server-to-server API opens to a key of its scope and to nothing else. */
class ServerApiDoorsTest {
  private static ServerFixture place;
  private static RawHttp http;
  private static List<Door> doors;

  /** An endpoint and what it needs, as the API's own document says. */
  private record Door(String method, String path, Scope scope) {}

  @BeforeAll
  static void start() throws IOException {
    place = ServerFixture.on(Engine.SQLITE, BackEnd.SETTINGS);
    http = place.http();
    doors = doors();
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  private static List<Door> doors() throws IOException {
    var found = new ArrayList<Door>();
    Map<String, Object> document =
        JsonMapper.createDefault()
            .readValue(
                http.get("/api/openapi.json").body(), Argument.mapOf(String.class, Object.class));
    BackEnd.object(document, "paths")
        .forEach((path, item) -> {
          if (path.startsWith("/api/server/")) {
            ((Map<?, ?>) item)
                .forEach((method, operation) ->
                    found.add(door(String.valueOf(method), path, (Map<?, ?>) operation)));
          }
        });
    return found;
  }

  private static Door door(String method, String path, Map<?, ?> operation) {
    assertThat(operation.get("tags")).isEqualTo(List.of("server"));
    String security = String.valueOf(operation.get("security"));
    assertThat(security).as(path).matches("\\[\\{key=\\[[a-z:]+]}]");
    return new Door(
        method.toUpperCase(Locale.ROOT),
        path.replaceAll("\\{[a-zA-Z]+}", "77"),
        Scope.of(security.replaceAll("[^a-z:]|key=", "")).orElseThrow());
  }

  @Test
  void shouldKnowAllDoorsAndUseEveryScope() {
    assertThat(doors).hasSizeGreaterThan(25);
    assertThat(doors.stream().map(Door::scope).distinct())
        .containsExactlyInAnyOrder(Scope.values());
  }

  @Test
  void shouldNameTheScopeThatAKeyLacks() throws IOException {
    for (Scope lacking : Scope.values()) {
      Person almost =
          BackEnd.of(http, EnumSet.complementOf(EnumSet.of(lacking)).toArray(Scope[]::new));
      for (Door door : doors) {
        RawHttp.Answer answer = almost.send(door.method, door.path, body(door));
        if (door.scope == lacking) {
          assertProblem(answer, 403, "missing-scope");
          assertThat(answer.body()).contains(lacking.text());
        } else {
          assertThat(answer.status()).as("%s: %s", door, answer.body()).isNotIn(401, 500);
          assertThat(answer.body()).doesNotContain("missing-scope");
        }
      }
    }
  }

  @Test
  void shouldOpenToNoOtherKindOfToken() throws IOException {
    Person ann = Person.register(http, "ann_doors");
    Person key = BackEnd.of(http);
    var wrong =
        List.of(
            ann,
            BackEnd.operator(http),
            new Person(http, "mistyped", "", key.token().substring(0, 53) + "!"),
            new Person(http, "nobody", "", "x"));
    for (Door door : doors) {
      assertProblem(http.send(door.method, door.path, ""), 401, "unauthenticated");
      for (Person other : wrong) {
        assertProblem(other.send(door.method, door.path, body(door)), 401, "unauthenticated");
      }
      RawHttp.Answer cookie =
          http.send(door.method, door.path, "", "Cookie: parley_refresh=" + key.token());
      assertProblem(cookie, 401, "unauthenticated");
    }
  }

  @Test
  void shouldPassForNoUserAndNoOperator() throws IOException {
    Person key = BackEnd.of(http);
    for (String path :
        Arrays.asList("/api/me", "/api/conversations", "/api/sessions", "/api/realtime")) {
      assertProblem(key.call("GET", path), 401, "unauthenticated");
    }
    assertProblem(key.call("GET", "/api/admin/keys"), 401, "token-wrong");
    assertProblem(
        key.call("POST", "/api/auth/refresh", "refresh_token", key.token()),
        401,
        "unauthenticated");
  }

  private static String body(Door door) {
    return door.method.equals("GET") || door.method.equals("DELETE") ? "" : "{}";
  }
}
