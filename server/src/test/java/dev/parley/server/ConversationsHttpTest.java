package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations, members, links, contacts and blocks over the wire. */
@ParameterizedClass
@EnumSource(Engine.class)
class ConversationsHttpTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private final RawHttp http;

  ConversationsHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  @Test
  void shouldMakeOneConversationOutOfAHundredBeginnings() throws Exception {
    Person ann = person("ann");
    Person ben = person("ben");
    var tasks = new ArrayList<Callable<String>>();
    for (int i = 0; i < 50; i++) {
      tasks.add(() -> ann.direct(ben));
      tasks.add(() -> ben.direct(ann));
    }
    var ids = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        ids.add(done.get());
      }
    }
    assertThat(ids).hasSize(100).containsOnly(ids.getFirst());
  }

  @Test
  void shouldSayThatAnExistingConversationWasNotMadeAnew() throws IOException {
    Person ivy = person("ivy_again");
    Person joe = person("joe_again");
    String asked = Person.json("kind", "direct", "user_id", joe.id());
    RawHttp.Answer first = ivy.send("POST", "/api/conversations", asked);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("location")).startsWith("/api/conversations/");
    RawHttp.Answer again = ivy.send("POST", "/api/conversations", asked);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void shouldListConversationsWithPeerLastMessageAndUnreadCount() throws IOException {
    Person cat = person("cat");
    Person dan = person("dan");
    String direct = cat.direct(dan);
    cat.say(direct, "first");
    cat.say(direct, "second 你好");
    String group = dan.group("Boats", cat);
    Map<String, Object> page = dan.did("GET", "/api/conversations?limit=1");
    assertThat(Person.rows(page, "conversations").getFirst())
        .containsEntry("id", group)
        .containsEntry("kind", "group")
        .containsEntry("title", "Boats")
        .containsEntry("owner_id", dan.id());
    assertThat(named(page)).as("who made the group, which is told last").containsExactly("dan");
    Map<String, Object> rest =
        dan.did("GET", "/api/conversations?limit=1&cursor=" + page.get("next"));
    Map<String, Object> row = Person.rows(rest, "conversations").getFirst();
    assertThat(row).containsEntry("id", direct).containsEntry("kind", "direct");
    assertThat(String.valueOf(row.get("unread"))).isEqualTo("2");
    assertThat(String.valueOf(row.get("peer"))).contains("username=cat");
    assertThat(String.valueOf(row.get("last_message"))).contains("preview=second 你好");
    assertThat(rest).containsEntry("next", null).containsEntry("people", List.of());
    assertThat(String.valueOf(row.get("created_at")))
        .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
  }

  @Test
  void shouldListWhomTheLastMessagesOfGroupsName() throws IOException {
    Person una = person("una");
    Person vic = person("vic");
    String group = una.group("Boats", vic);
    una.did(
        "POST",
        "/api/conversations/" + group + "/members",
        "user_ids",
        List.of(person("wes").id()));
    assertThat(named(vic.did("GET", "/api/conversations"))).containsExactlyInAnyOrder("una", "wes");
    vic.say(group, "welcome");
    assertThat(named(una.did("GET", "/api/conversations"))).containsExactly("vic");
  }

  private static List<Object> named(Map<String, Object> page) {
    return Person.rows(page, "people").stream().<Object>map(one -> one.get("username")).toList();
  }

  @Test
  void shouldAnswerAlikeForUnknownConversationsAndThoseOfOthers() throws IOException {
    Person eve = person("eve");
    Person fay = person("fay");
    Person spy = person("spy");
    String direct = eve.direct(fay);
    eve.say(direct, "secret");
    for (String path :
        List.of("", "/messages", "/messages/1", "/members", "/receipts", "/pins", "/invites")) {
      RawHttp.Answer others = spy.call("GET", "/api/conversations/" + direct + path);
      RawHttp.Answer unknown = spy.call("GET", "/api/conversations/7" + path);
      RawHttp.Answer garbage = spy.call("GET", "/api/conversations/x" + path);
      assertProblem(others, 404, "not-found");
      assertThat(unknown.body()).isEqualTo(others.body());
      assertThat(garbage.status()).isEqualTo(404);
    }
  }

  @Test
  void shouldHideAConversationForMeAlone() throws IOException {
    Person gil = person("gil");
    Person hal = person("hal");
    String direct = gil.direct(hal);
    gil.say(direct, "old");
    assertThat(gil.call("DELETE", "/api/conversations/" + direct).status()).isEqualTo(204);
    assertThat(gil.did("GET", "/api/conversations").toString()).doesNotContain(direct);
    assertThat(hal.log(direct)).hasSize(1);
    hal.say(direct, "new");
    assertThat(gil.log(direct)).hasSize(1).first().asString().contains("text=new");
    assertThat(gil.did("GET", "/api/conversations").toString()).contains(direct);
  }

  @Test
  void shouldDissolveAGroupForAll() throws IOException {
    Person ida = person("ida");
    Person jon = person("jon");
    String group = ida.group("Gone", jon);
    assertProblem(
        jon.call("POST", "/api/conversations/" + group + "/dissolve"), 403, "not-allowed");
    ida.did("POST", "/api/conversations/" + group + "/dissolve");
    for (Person one : List.of(ida, jon)) {
      assertProblem(one.call("GET", "/api/conversations/" + group), 404, "not-found");
      assertThat(one.did("GET", "/api/conversations").toString()).doesNotContain(group);
    }
  }

  @Test
  void shouldRunAGroup() throws IOException {
    Person kim = person("kim");
    Person leo = person("leo");
    Person mia = person("mia");
    String at = "/api/conversations/" + kim.group("Choir", leo);
    assertThat(kim.did("POST", at + "/members", "user_ids", List.of(mia.id(), leo.id())))
        .containsEntry("added", List.of(mia.id()));
    kim.did("PUT", at + "/members/" + leo.id() + "/role", "role", "admin");
    assertThat(leo.did("PATCH", at, "title", "Loud choir")).containsEntry("title", "Loud choir");
    assertProblem(mia.call("PATCH", at, "title", "x"), 403, "not-allowed");
    leo.did(
        "PUT",
        at + "/members/" + mia.id() + "/silence",
        "until",
        Instant.now().plusSeconds(600).toString());
    RawHttp.Answer refused = mia.call("POST", at + "/messages", "client_msg_id", "1", "text", "a");
    assertProblem(refused, 403, "silenced");
    assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(500L, 600L);
    leo.did("DELETE", at + "/members/" + mia.id() + "/silence");
    mia.say(at.substring(at.lastIndexOf('/') + 1), "back");
    assertThat(Person.rows(mia.did("GET", at + "/members"), "members"))
        .hasSize(3)
        .anySatisfy(seat -> assertThat(seat).containsEntry("role", "owner"))
        .anySatisfy(seat -> assertThat(seat).containsEntry("role", "admin"));
    assertProblem(kim.call("POST", at + "/leave"), 409, "last-owner");
    kim.did("POST", at + "/transfer", "user_id", leo.id());
    kim.did("POST", at + "/leave");
    leo.did("DELETE", at + "/members/" + mia.id());
    assertProblem(mia.call("GET", at + "/members"), 404, "not-found");
    assertProblem(
        mia.call("POST", at + "/messages", "client_msg_id", "2", "text", "b"), 403, "not-allowed");
    assertThat(mia.did("GET", "/api/conversations?scope=former").toString()).contains("Loud choir");
    assertThat(leo.log(at.substring(at.lastIndexOf('/') + 1)).toString())
        .contains("type=created", "type=renamed", "type=owner-changed", "type=removed");
  }

  @Test
  void shouldKeepMySettingsToMyself() throws IOException {
    Person ned = person("ned");
    Person oli = person("oli");
    String at = "/api/conversations/" + ned.direct(oli);
    String until = "2099-01-01T00:00:00.000Z";
    assertThat(ned.did("PUT", at + "/mute", "until", "2099-01-01T08:00:00+08:00"))
        .containsEntry("muted_until", until);
    assertThat(ned.did("PUT", at + "/pin")).containsEntry("pinned", true);
    assertThat(ned.did("PUT", at + "/draft", "text", "dear"))
        .containsEntry("draft", "dear")
        .containsEntry("muted_until", until);
    ned.did("PUT", at + "/unread");
    assertThat(ned.did("GET", at).toString()).contains("marked_unread=true", "draft=dear");
    ned.did("DELETE", at + "/unread");
    assertThat(ned.did("DELETE", at + "/pin")).containsEntry("pinned", false);
    assertThat(ned.did("DELETE", at + "/mute")).containsEntry("muted_until", null);
    assertThat(ned.did("PUT", at + "/draft", "text", "")).containsEntry("draft", "");
    assertThat(oli.did("GET", at).toString()).doesNotContain("dear").contains("pinned=false");
    assertField(ned.call("PUT", at + "/mute", "until", "tomorrow"), "invalid-field", "until");
    assertField(
        ned.call("PUT", at + "/mute", "until", "2001-01-01T00:00:00Z"), "invalid-field", "until");
    assertField(
        ned.call("PUT", at + "/draft", "text", "x".repeat(16_385)), "field-too-long", "draft");
  }

  @Test
  void shouldLetPeopleInByALink() throws IOException {
    Person pam = person("pam");
    Person quin = person("quin");
    String at = "/api/conversations/" + pam.group("Garden");
    RawHttp.Answer made =
        pam.call("POST", at + "/invites", "expires_at", "2099-01-01T00:00:00Z", "max_uses", 2);
    assertThat(made.status()).isEqualTo(201);
    var invite = JsonTree.read(made.body());
    String link = "/api/invites/" + invite.get("secret");
    assertThat(made.header("location")).isEqualTo(link);
    RawHttp.Answer preview = http.get(link);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .isEqualTo("{\"title\":\"Garden\",\"avatar_id\":null,\"member_count\":1}");
    assertThat(quin.did("POST", link + "/join")).containsEntry("title", "Garden");
    quin.did("POST", link + "/join"); // is in already
    assertThat(pam.call("GET", at + "/invites").body()).doesNotContain("secret");
    person("rob").did("POST", link + "/join");
    Person late = person("late");
    assertProblem(late.call("POST", link + "/join"), 404, "not-found");
    String second = String.valueOf(pam.did("POST", at + "/invites", "max_uses", 5).get("id"));
    assertThat(pam.call("DELETE", at + "/invites/" + second).status()).isEqualTo(204);
    assertProblem(pam.call("DELETE", at + "/invites/" + second), 404, "not-found");
    assertProblem(http.get("/api/invites/nonsense"), 404, "not-found");
    assertField(pam.call("POST", at + "/invites", "max_uses", 0), "invalid-field", "max_uses");
  }

  @Test
  void shouldKeepContactsAndBlocks() throws IOException {
    Person ron = person("ron");
    Person sue = person("sue");
    ron.did("PUT", "/api/contacts/" + sue.id(), "alias", "Susan");
    assertThat(ron.did("GET", "/api/contacts").toString()).contains("alias=Susan", "username=sue");
    ron.did("PATCH", "/api/contacts/" + sue.id(), "alias", "");
    assertThat(ron.did("GET", "/api/contacts").toString()).contains("alias=null");
    ron.did("DELETE", "/api/contacts/" + sue.id());
    assertThat(Person.rows(ron.did("GET", "/api/contacts"), "contacts")).isEmpty();
    assertProblem(ron.call("PUT", "/api/contacts/99"), 404, "not-found");
    assertField(ron.call("PUT", "/api/contacts/" + ron.id()), "invalid-field", "user_id");

    String direct = ron.direct(sue);
    String messages = "/api/conversations/" + direct + "/messages";
    ron.did("PUT", "/api/blocks/" + sue.id());
    assertThat(ron.did("GET", "/api/blocks").toString()).contains("username=sue");
    assertProblem(
        sue.call("POST", messages, "client_msg_id", "1", "text", "a"), 403, "not-allowed");
    assertProblem(ron.call("POST", messages, "client_msg_id", "1", "text", "a"), 403, "blocked");
    assertProblem(
        sue.call(
            "POST",
            "/api/conversations",
            "kind",
            "group",
            "title",
            "x",
            "member_ids",
            List.of(ron.id())),
        403,
        "not-allowed");
    ron.did("DELETE", "/api/blocks/" + sue.id());
    sue.say(direct, "again");
  }

  @Test
  void shouldNameTheFieldThatCannotBeUsed() throws IOException {
    Person tom = person("tom");
    assertField(tom.call("POST", "/api/conversations", "kind", "club"), "invalid-field", "kind");
    assertField(
        tom.call("POST", "/api/conversations", "kind", "direct"), "invalid-field", "user_id");
    assertField(
        tom.call("POST", "/api/conversations", "kind", "direct", "user_id", "x"),
        "invalid-field",
        "user_id");
    assertField(
        tom.call("POST", "/api/conversations", "kind", "direct", "user_id", tom.id()),
        "invalid-field",
        "user_id");
    assertField(
        tom.call("POST", "/api/conversations", "kind", "group", "title", ""),
        "invalid-field",
        "title");
    assertField(
        tom.call("POST", "/api/conversations", "kind", "group", "title", "x".repeat(129)),
        "field-too-long",
        "title");
    assertField(tom.call("GET", "/api/conversations?limit=201"), "invalid-field", "limit");
    assertField(tom.call("GET", "/api/conversations?limit=many"), "invalid-field", "limit");
    assertField(tom.call("GET", "/api/conversations?cursor=%21"), "invalid-cursor", "cursor");
    assertField(tom.call("GET", "/api/conversations?scope=all"), "invalid-field", "scope");
    assertThat(Person.rows(tom.did("GET", "/api/conversations"), "conversations")).isEmpty();
  }
}
