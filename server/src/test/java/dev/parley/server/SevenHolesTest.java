package dev.parley.server;

import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What messengers built by the usual tutorial get wrong, as far as HTTP shows it. */
class SevenHolesTest {
  private static final int READ_MESSAGES = 60;

  private static ServerFixture place;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    place = ServerFixture.on(Engine.SQLITE);
    http = place.http();
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  private static Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  private static String at(String conversation) {
    return "/api/conversations/" + conversation;
  }

  /** Somebody who gave an address; its answers are all that this one was told so far. */
  private static Person personWith(String name, String email, List<String> answers)
      throws IOException {
    RawHttp.Answer answer =
        http.post(
            "/api/auth/register",
            Api.json("username", name, "password", Api.PASSWORD, "email", email));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    answers.add(answer.body());
    Map<String, Object> tree = JsonTree.read(answer.body());
    Map<String, Object> user = tree(tree.get("user"));
    return new Person(
        http, name, String.valueOf(user.get("id")), String.valueOf(tree.get("access_token")));
  }

  @SuppressWarnings("unchecked") // an object of JSON
  private static Map<String, Object> tree(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  /** Reads everything that tells of other people. */
  private static List<String> everythingSeenBy(Person reader, Person other, String group)
      throws IOException {
    List<String> answers = new ArrayList<>();
    for (String path :
        List.of(
            "/api/users?q=" + other.name(),
            "/api/users/" + other.id(),
            "/api/contacts",
            "/api/conversations",
            at(group),
            at(group) + "/members",
            at(group) + "/receipts",
            at(group) + "/messages",
            at(group) + "/messages/2",
            at(group) + "/messages/2/seen")) {
      RawHttp.Answer answer = reader.call("GET", path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      answers.add(answer.body());
    }
    return answers;
  }

  @Test
  void shouldTellNobodyAHashOrTheAddressOfSomebodyElse() throws IOException {
    List<String> own = new ArrayList<>();
    Person ann = personWith("ann", "ann@example.org", own);
    Person ben = person("ben");
    String group = ann.group("Two", ben);
    ann.say(group, "hello");
    ben.did("PUT", "/api/contacts/" + ann.id());
    own.add(ann.call("GET", "/api/me").body());
    List<String> bens = everythingSeenBy(ben, ann, group);
    assertThat(bens).anySatisfy(body -> assertThat(body).contains("\"username\":\"ann\""));
    assertThat(bens).allSatisfy(body -> assertThat(body).doesNotContain("example.org", "\"email"));
    own.addAll(bens);
    assertThat(own)
        .allSatisfy(body ->
            assertThat(body)
                .doesNotContain("$argon2")
                .doesNotContainPattern("\"(password|[A-Za-z_]*[hH]ash[A-Za-z_]*)\":"));
  }

  @Test
  void shouldSignNoChannelOfOthersAndNoneThatIsNotOurs() throws IOException {
    Person kim = person("kim");
    Person leo = person("leo");
    String group = kim.group("Channels");
    for (String channel :
        List.of(
            "private-user-" + kim.id(),
            "private-conversation-" + group,
            "presence-conversation-" + group,
            "private-anything",
            group,
            "kim@example.org")) {
      assertProblem(sign(leo, channel), 404, "not-found");
    }
    assertThat(sign(kim, "private-conversation-" + group).status()).isEqualTo(200);
    assertThat(sign(kim, "private-user-" + kim.id()).status()).isEqualTo(200);
  }

  private static RawHttp.Answer sign(Person who, String channel) throws IOException {
    return http.send(
        "POST",
        "/api/realtime/auth",
        "socket_id=1.2&channel_name=" + channel,
        "Authorization: Bearer " + who.token(),
        "Content-Type: application/x-www-form-urlencoded");
  }

  @Test
  void shouldLetOnlyMembersSendReadAndMarkAndNoMemberDissolve() throws IOException {
    Person cat = person("cat");
    Person dan = person("dan");
    Person spy = person("spy");
    String group = cat.group("Ours", dan);
    long seq = cat.say(group, "among us");
    assertProblem(
        spy.call("POST", at(group) + "/messages", "client_msg_id", "1", "text", "x"),
        404,
        "not-found");
    assertProblem(spy.call("GET", at(group) + "/messages"), 404, "not-found");
    assertProblem(spy.call("POST", at(group) + "/read", "seq", seq), 404, "not-found");
    assertProblem(dan.call("POST", at(group) + "/dissolve"), 403, "not-allowed");
    dan.did("DELETE", at(group));
    assertThat(cat.log(group).getLast()).containsEntry("text", "among us");
    assertThat(cat.did("GET", at(group) + "/messages/" + seq + "/seen"))
        .containsEntry("seen", List.of());
  }

  @Test
  void shouldAnswerInTheSameSizeHoweverMuchWasRead() throws IOException {
    Person eve = person("eve");
    Person fay = person("fay");
    String group = eve.group("Long", fay);
    long seq = eve.say(group, "first");
    fay.did("POST", at(group) + "/read", "seq", seq);
    List<Integer> before = sizes(eve, group, seq);
    for (int i = 0; i < READ_MESSAGES; i++) {
      seq = eve.say(group, "next1");
      fay.did("POST", at(group) + "/read", "seq", seq);
    }
    List<Integer> after = sizes(eve, group, seq);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).as("answer %d", i).isLessThan(before.get(i) + 64);
    }
    assertThat(eve.did("GET", at(group) + "/messages/" + seq + "/seen"))
        .containsEntry("seen", List.of(fay.id()));
  }

  private static List<Integer> sizes(Person reader, String group, long seq) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (String path : List.of("", "/receipts", "/messages/" + seq, "/messages/" + seq + "/seen")) {
      sizes.add(reader.call("GET", at(group) + path).body().length());
    }
    return sizes;
  }

  @Test
  void shouldNamePeopleByNumbersWhateverTheirAddressIs() throws IOException {
    List<String> own = new ArrayList<>();
    Person gil = personWith("gil", "gil+chat@example.org", own);
    Person hal = person("hal");
    assertThat(gil.id()).matches("[0-9]+");
    assertThat(own).allSatisfy(body -> assertThat(body).contains("gil+chat@example.org"));
    String group = hal.group("Plus", gil);
    assertThat(group).matches("[0-9]+");
    gil.say(group, "hello");
    assertThat(everythingSeenBy(hal, gil, group))
        .allSatisfy(body -> assertThat(body).doesNotContain("+", "@"));
    RawHttp.Answer login =
        http.post(
            "/api/auth/login",
            Api.json("identifier", "gil+chat@example.org", "password", Api.PASSWORD));
    assertThat(login.status()).as(login.body()).isEqualTo(200);
  }

  @Test
  void shouldGiveEachMessageOnceInOrderOverPages() throws IOException {
    Person ida = person("ida");
    String group = ida.group("Pages");
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      sent.add(ida.say(group, "m" + i));
    }
    List<Long> read = new ArrayList<>();
    long after = sent.getFirst() - 1;
    Map<String, Object> page;
    do {
      page = ida.did("GET", at(group) + "/messages?limit=10&after=" + after);
      for (Map<String, Object> message : Person.rows(page, "messages")) {
        after = Long.parseLong(String.valueOf(message.get("seq")));
        read.add(after);
      }
    } while (Boolean.TRUE.equals(page.get("has_after")));
    assertThat(read).isEqualTo(sent).isSorted();
    assertThat(ida.call("GET", at(group) + "/messages?limit=1000").status())
        .as("no page without a bound")
        .isEqualTo(400);
  }

  @Test
  void shouldListConversationsByACursorAndStoreARepeatedSendOnce() throws IOException {
    Person jon = person("jon");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(jon.group("G" + i));
    }
    List<String> listed = new ArrayList<>();
    Object next = "";
    while (next != null) {
      String cursor = next.equals("") ? "" : "&cursor=" + next;
      Map<String, Object> page = jon.did("GET", "/api/conversations?limit=2" + cursor);
      Person.rows(page, "conversations").forEach(row -> listed.add(String.valueOf(row.get("id"))));
      next = page.get("next");
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    String group = listed.getFirst();
    String messages = at(group) + "/messages";
    int before = jon.log(group).size();
    RawHttp.Answer first = jon.call("POST", messages, "client_msg_id", "a", "text", "once");
    RawHttp.Answer again = jon.call("POST", messages, "client_msg_id", "a", "text", "once");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(jon.log(group)).hasSize(before + 1);
  }
}
