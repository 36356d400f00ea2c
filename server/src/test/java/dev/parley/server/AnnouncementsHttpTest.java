package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server itself says, over the wire. */
@ParameterizedClass
@EnumSource(Engine.class)
class AnnouncementsHttpTest {
  private static final String TOKEN = "token-of-this-test-1234";
  private static final String PATH = "/api/admin/announcements";
  @RegisterExtension static final Servers SERVERS = Servers.with(Map.of("admin-token", TOKEN));

  private final RawHttp http;

  AnnouncementsHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private RawHttp.Answer admin(String method, String path, String body) throws IOException {
    return http.send(
        method, path, body, "Authorization: Bearer " + TOKEN, "Content-Type: application/json");
  }

  private Map<String, Object> announced(Object... pairs) throws IOException {
    RawHttp.Answer answer = admin("POST", PATH, Person.json(pairs));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    Map<String, Object> made = JsonTree.read(answer.body());
    assertThat(answer.header("location")).isEqualTo(PATH + "/" + made.get("id"));
    return made;
  }

  private static List<Map<String, Object>> conversations(Person person) throws IOException {
    return Person.rows(person.did("GET", "/api/conversations"), "conversations");
  }

  @Test
  void shouldReachTheOpenSocketsOfAllWhileTheyListen() throws IOException {
    Person ann = Person.register(http, "ann_all");
    Person ben = Person.register(http, "ben_all");
    try (LiveClient annLive = LiveClient.on(ann);
        LiveClient benLive = LiveClient.on(ben)) {
      Map<String, Object> made = announced("text", "We close at eight.");
      assertThat(made).containsEntry("audience", "all").containsEntry("created_by", "127.0.0.1");
      for (LiveClient live : List.of(annLive, benLive)) {
        LiveClient.Event told = live.await("sync");
        while (Person.rows(told.tree(), "entries").isEmpty()) { // the head, told at every join
          told = live.await("sync");
        }
        assertThat(told.data()).contains("We close at eight.");
      }
      String path = PATH + "/" + made.get("id");
      await()
          .untilAsserted(() -> {
            Map<String, Object> now = JsonTree.read(admin("GET", path, "").body());
            assertThat(now.get("done_at")).isNotNull();
            assertThat(now.get("sent")).isEqualTo(now.get("recipients"));
          });
    }
    Map<String, Object> row = conversations(ann).getFirst();
    assertThat(row).containsEntry("read_only", true);
    assertThat(String.valueOf(row.get("unread"))).isEqualTo("1");
    assertThat(String.valueOf(row.get("peer"))).contains("username=parley");
    Person late = Person.register(http, "late_all");
    assertThat(conversations(late)).isEmpty();
  }

  @Test
  void shouldHaveReachedThoseWhoAreNamedWhenItAnswers() throws IOException {
    Person cat = Person.register(http, "cat_some");
    Person dan = Person.register(http, "dan_some");
    Person eve = Person.register(http, "eve_some");
    cat.did("PATCH", "/api/me", "locale", "zh-CN");
    Map<String, Object> made =
        announced(
            "text", "Welcome.",
            "texts", Map.of("zh-CN", "欢迎。"),
            "to", List.of("cat_some", "Dan_Some"));
    assertThat(made)
        .containsEntry("audience", "some")
        .containsEntry("texts", Map.of("zh-CN", "欢迎。"));
    assertThat(String.valueOf(made.get("sent"))).isEqualTo("2");
    assertThat(made.get("done_at")).isNotNull();
    String id = String.valueOf(conversations(cat).getFirst().get("id"));
    assertThat(cat.log(id).getFirst()).containsEntry("text", "欢迎。");
    assertThat(String.valueOf(conversations(dan))).contains("Welcome.");
    assertThat(conversations(eve)).isEmpty();

    assertProblem(
        cat.call(
            "POST",
            "/api/conversations/" + id + "/messages",
            "client_msg_id",
            "1",
            "text",
            "thanks"),
        403,
        "read-only-conversation");
    assertProblem(cat.call("PUT", "/api/blocks/1"), 403, "not-allowed");
    try (LiveClient live = LiveClient.on(cat, "private-conversation-" + id)) {
      announced("text", "Again.", "to", List.of("cat_some"));
      assertThat(live.await("message:new").data()).contains("Again.");
      live.clientEvent("client-typing", "private-conversation-" + id, "{}");
      assertThat(live.await("pusher:error").data()).isNotEmpty();
    }
  }

  @Test
  void shouldListWhatWasSaidNewestFirst() throws IOException {
    Person.register(http, "fay_list");
    var made = new ArrayList<Object>();
    for (int i = 0; i < 3; i++) {
      made.addFirst(announced("text", "one of three", "to", List.of("fay_list")).get("id"));
    }
    Map<String, Object> page = JsonTree.read(admin("GET", PATH + "?limit=2", "").body());
    List<Object> ids = new ArrayList<>();
    Person.rows(page, "announcements").forEach(one -> ids.add(one.get("id")));
    page = JsonTree.read(admin("GET", PATH + "?limit=1&cursor=" + page.get("next"), "").body());
    Person.rows(page, "announcements").forEach(one -> ids.add(one.get("id")));
    assertThat(ids).isEqualTo(made);
  }

  @Test
  void shouldRefuseWhatCannotBeSaid() throws IOException {
    assertField(admin("POST", PATH, "{}"), "invalid-field", "text");
    assertField(
        admin("POST", PATH, Person.json("text", "a".repeat(16_385))), "field-too-long", "text");
    assertField(
        admin("POST", PATH, Person.json("text", "a", "texts", Map.of("no locale", "b"))),
        "invalid-field",
        "texts.no locale");
    assertField(
        admin("POST", PATH, Person.json("text", "a", "to", List.of())), "invalid-field", "to");
    assertField(
        admin("POST", PATH, Person.json("text", "a", "to", Collections.nCopies(1_001, "x"))),
        "invalid-field",
        "to");
    assertProblem(
        admin("POST", PATH, Person.json("text", "a", "to", List.of("nobody_at_all"))),
        404,
        "not-found");
    assertProblem(admin("GET", PATH + "/7", ""), 404, "not-found");
    assertProblem(http.post(PATH, Person.json("text", "a")), 401, "token-missing");
    Person gus = Person.register(http, "gus_admin");
    assertProblem(gus.call("POST", PATH, "text", "a"), 401, "token-wrong");
  }
}
