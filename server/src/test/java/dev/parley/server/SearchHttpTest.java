package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.store.Engine;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Searching over the wire. */
@ParameterizedClass
@EnumSource(Engine.class)
class SearchHttpTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private final RawHttp http;

  SearchHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private static String path(String words) {
    return "/api/search?q=" + URLEncoder.encode(words, UTF_8);
  }

  @Test
  void shouldFindANewMessageSoonWithItsPlaceAndPeople() throws IOException {
    Person ann = Person.register(http, "ann");
    Person ben = Person.register(http, "ben");
    String group = ann.group("Tea 茶馆", ben);
    long seq = ann.say(group, "我们用Java写了一个茶壶 <b>");
    await()
        .untilAsserted(
            () -> assertThat(Person.rows(ben.did("GET", path("java写")), "messages")).hasSize(1));
    Map<String, Object> answer = ben.did("GET", path("茶壶"));
    assertThat(Person.rows(answer, "messages").getFirst())
        .containsEntry("conversation_id", group)
        .containsEntry("text", "我们用Java写了一个茶壶 <b>")
        .extractingByKey("seq")
        .hasToString("" + seq);
    assertThat(answer.toString()).contains("highlights=[{start=11, end=13}]", "partial=false");
    assertThat(Person.rows(answer, "conversations").getFirst())
        .containsEntry("id", group)
        .containsEntry("title", "Tea 茶馆");
    assertThat(Person.rows(answer, "people").getFirst()).containsEntry("username", "ann");
    Map<String, Object> around =
        ben.did("GET", "/api/conversations/" + group + "/messages?around=" + seq);
    assertThat(around.toString()).contains("茶壶");
  }

  @Test
  void shouldFindPeopleAndGroupsBeside() throws IOException {
    Person cat = Person.register(http, "cat");
    Person dan = Person.register(http, "daniel");
    Person eve = Person.register(http, "evelyn");
    String group = cat.group("Danube 多瑙河", dan);
    Map<String, Object> answer = cat.did("GET", path("dan"));
    assertThat(Person.rows(answer, "persons")).hasSize(1);
    assertThat(answer.toString()).contains("username=daniel");
    assertThat(Person.rows(answer, "groups").toString()).contains("id=" + group, "end=6");
    assertThat(Person.rows(cat.did("GET", path("多瑙") + "&kind=group"), "groups")).hasSize(1);
    assertThat(Person.rows(cat.did("GET", path("多瑙") + "&kind=person"), "groups")).isEmpty();
    assertThat(Person.rows(cat.did("GET", path("evel")), "persons")).as("a stranger").isEmpty();
    assertThat(Person.rows(cat.did("GET", path("evelyn")), "persons")).hasSize(1);
    assertThat(Person.rows(eve.did("GET", path("多瑙")), "groups")).isEmpty();
  }

  @Test
  void shouldPage() throws IOException {
    Person fay = Person.register(http, "fay");
    String group = fay.group("Pages");
    for (int i = 0; i < 5; i++) {
      fay.say(group, "walnut " + i);
    }
    await()
        .untilAsserted(
            () -> assertThat(Person.rows(fay.did("GET", path("walnut")), "messages")).hasSize(5));
    Map<String, Object> first = fay.did("GET", path("walnut") + "&limit=3&kind=message");
    assertThat(Person.rows(first, "messages")).hasSize(3);
    Map<String, Object> second =
        fay.did("GET", path("walnut") + "&limit=3&kind=message&cursor=" + first.get("next"));
    assertThat(Person.rows(second, "messages")).hasSize(2);
    assertThat(second).containsEntry("next", null);
  }

  @Test
  void shouldNameTheFieldThatCannotBeUsed() throws IOException {
    Person gil = Person.register(http, "gil");
    assertField(gil.call("GET", "/api/search"), "invalid-field", "q");
    assertField(gil.call("GET", path("x".repeat(257))), "field-too-long", "q");
    assertField(gil.call("GET", path("has:video")), "invalid-field", "q");
    for (String field : List.of("kind", "in", "from", "has", "before", "after", "limit")) {
      assertField(gil.call("GET", path("x") + "&" + field + "=!"), "invalid-field", field);
    }
    assertProblem(gil.call("GET", path("x") + "&cursor=!"), 400, "invalid-cursor");
    assertProblem(gil.call("GET", path("x") + "&in=99"), 404, "not-found");
    assertProblem(http.get("/api/search?q=x"), 401, "unauthenticated");
  }

  @Test
  void shouldSlowDownWhoeverSearchesTooOften() throws IOException {
    Person hal = Person.register(http, "hal");
    RawHttp.Answer answer = hal.call("GET", path("x"));
    for (int i = 0; i < 400 && answer.status() != 429; i++) {
      answer = hal.call("GET", path("x"));
    }
    assertProblem(answer, 429, "rate-limited");
    assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
  }
}
