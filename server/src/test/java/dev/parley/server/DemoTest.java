package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The made up people, as those see them who sign in as one of them. */
class DemoTest {
  private static final String LIST = "/api/conversations";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldLetThemSignInByAddressAndFindUnreadMessages(Engine engine) throws IOException {
    try (var place = ServerFixture.on(engine)) {
      place.server().addDemo();
      Person ada = signIn(place.http(), "ada@example.com");
      Person lin = signIn(place.http(), "lin@example.com");
      Person bob = signIn(place.http(), "bob@example.com");
      assertThat(unread(ada)).isEqualTo(Map.of("River club", 3L, "lin", 2L, "bob", 0L));
      assertThat(unread(lin)).isEqualTo(Map.of("River club", 0L, "ada", 0L, "bob", 1L));
      assertThat(unread(bob)).isEqualTo(Map.of("River club", 1L, "ada", 1L, "lin", 0L));
    }
  }

  @Test
  void shouldHaveEachOtherInTheirAddressBooks() throws IOException {
    try (var place = ServerFixture.on(Engine.SQLITE)) {
      place.server().addDemo();
      Person ada = signIn(place.http(), "ada@example.com");
      assertThat(Person.rows(ada.did("GET", "/api/contacts"), "contacts")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldTellAStoryOfThePastDays(Engine engine) throws IOException {
    try (var place = ServerFixture.on(engine)) {
      place.server().addDemo();
      Person ada = signIn(place.http(), "ada@example.com");
      String group = String.valueOf(conversation(ada, "River club").get("id"));
      List<Map<String, Object>> log = ada.log(group);
      var times =
          log.stream().map(row -> Instant.parse(String.valueOf(row.get("sent_at")))).toList();
      assertThat(times).isSorted().allMatch(time -> time.isBefore(Instant.now()));
      assertThat(Duration.between(times.getFirst(), times.getLast()))
          .isGreaterThan(Duration.ofDays(4));
      assertThat(log).filteredOn(row -> row.get("reply") != null).hasSizeGreaterThan(5);
      assertThat(log)
          .filteredOn(row -> !Person.rows(row, "reactions").isEmpty())
          .hasSizeGreaterThan(3);
      assertThat(log).filteredOn(row -> row.get("edited_at") != null).hasSize(1);
      assertThat(conversation(ada, "River club").get("mentions")).hasToString("1");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldAddNothingAfterARestart(Engine engine) throws IOException {
    try (var place = ServerFixture.on(engine)) {
      place.server().addDemo();
      Person ada = signIn(place.http(), "ada@example.com");
      String before = ada.call("GET", LIST).body();
      place.restart();
      place.server().addDemo();
      Person again = signIn(place.http(), "ada@example.com");
      assertThat(again.id()).isEqualTo(ada.id());
      assertThat(again.call("GET", LIST).body()).isEqualTo(before);
    }
  }

  private static Person signIn(RawHttp http, String address) throws IOException {
    RawHttp.Answer answer =
        http.post("/api/auth/login", Api.json("identifier", address, "password", "parley-demo"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var tree = JsonTree.read(answer.body());
    Map<?, ?> user = (Map<?, ?>) Objects.requireNonNull(tree.get("user"));
    return new Person(
        http, address, String.valueOf(user.get("id")), String.valueOf(tree.get("access_token")));
  }

  private static Map<String, Long> unread(Person person) throws IOException {
    var found = new TreeMap<String, Long>();
    for (Map<String, Object> row : Person.rows(person.did("GET", LIST), "conversations")) {
      found.put(name(row), Long.parseLong(String.valueOf(row.get("unread"))));
    }
    return found;
  }

  private static Map<String, Object> conversation(Person person, String name) throws IOException {
    return Person.rows(person.did("GET", LIST), "conversations").stream()
        .filter(row -> name(row).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(Map<String, Object> row) {
    return row.get("peer") instanceof Map<?, ?> peer
        ? String.valueOf(peer.get("username"))
        : String.valueOf(row.get("title"));
  }
}
