package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages, reactions, pins and receipts over the wire. */
@ParameterizedClass
@EnumSource(Engine.class)
class MessagesHttpTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private final RawHttp http;

  MessagesHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  private static String at(String conversation) {
    return "/api/conversations/" + conversation;
  }

  @Test
  void shouldAcknowledgeOnceHoweverOftenAMessageIsSent() throws Exception {
    Person ann = person("ann");
    Person ben = person("ben");
    String messages = at(ann.direct(ben)) + "/messages";
    var tasks = new ArrayList<Callable<String>>();
    for (int i = 0; i < 20; i++) {
      tasks.add(() -> ann.call("POST", messages, "client_msg_id", "one", "text", "hi").body());
    }
    var answers = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        answers.add(done.get());
      }
    }
    assertThat(answers).containsOnly(answers.getFirst());
    RawHttp.Answer again = ann.call("POST", messages, "client_msg_id", "one", "text", "hi");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("location")).isEqualTo(messages + "/1");
    assertProblem(
        ann.call("POST", messages, "client_msg_id", "one", "text", "other"),
        409,
        "idempotency-conflict");
    assertThat(Person.rows(ben.did("GET", messages), "messages")).hasSize(1);
  }

  @Test
  void shouldBeginTheDirectConversationWithItsFirstMessage() throws IOException {
    Person cat = person("cat");
    Person dan = person("dan");
    Map<String, Object> sent =
        cat.did(
            "POST",
            "/api/messages",
            "receiver_id",
            dan.id(),
            "receiver_kind",
            "user",
            "client_msg_id",
            "1",
            "text",
            "hello");
    String id = String.valueOf(sent.get("conversation_id"));
    assertThat(cat.direct(dan)).isEqualTo(id);
    assertThat(dan.log(id)).hasSize(1);
    dan.did(
        "POST",
        "/api/messages",
        "receiver_id",
        id,
        "receiver_kind",
        "conversation",
        "client_msg_id",
        "1",
        "text",
        "yes?");
    assertThat(cat.log(id)).hasSize(2);
    assertProblem(
        cat.call(
            "POST",
            "/api/messages",
            "receiver_id",
            "99",
            "receiver_kind",
            "user",
            "client_msg_id",
            "1",
            "text",
            "x"),
        404,
        "not-found");
    assertField(
        cat.call("POST", "/api/messages", "receiver_id", "99", "receiver_kind", "all"),
        "invalid-field",
        "receiver_kind");
  }

  @Test
  void shouldPageThroughALogBothWaysAndByRev() throws IOException {
    Person eve = person("eve");
    Person fay = person("fay");
    String conversation = eve.direct(fay);
    String messages = at(conversation) + "/messages";
    for (int i = 1; i <= 12; i++) {
      eve.say(conversation, "m" + i);
    }
    assertThat(seqs(fay.did("GET", messages + "?limit=5"))).isEqualTo("8 9 10 11 12");
    Map<String, Object> before = fay.did("GET", messages + "?before=8&limit=5");
    assertThat(seqs(before)).isEqualTo("3 4 5 6 7");
    assertThat(before).containsEntry("has_before", true).containsEntry("has_after", true);
    assertThat(seqs(fay.did("GET", messages + "?after=10"))).isEqualTo("11 12");
    assertThat(seqs(fay.did("GET", messages + "?around=6&limit=4"))).isEqualTo("4 5 6 7");
    String rev = String.valueOf(before.get("rev"));
    eve.did("PATCH", messages + "/2", "text", "changed");
    Map<String, Object> changes = fay.did("GET", messages + "?rev=" + rev);
    assertThat(seqs(changes)).isEqualTo("2");
    assertThat(changes.toString()).contains("text=changed", "edits=1", "username=eve");
    assertThat(fay.did("GET", messages + "/2/edits").toString()).contains("text=m2");
    assertProblem(fay.call("GET", messages + "?rev=9999"), 400, "invalid-cursor");
    assertProblem(fay.call("GET", messages + "?before=1&after=2"), 400, "invalid-field");
    assertField(fay.call("GET", messages + "?before=x"), "invalid-field", "before");
    assertField(fay.call("GET", messages + "?limit=0"), "invalid-field", "limit");
    assertProblem(fay.call("GET", messages + "/13"), 404, "not-found");
    assertProblem(fay.call("GET", messages + "/0"), 404, "not-found");
  }

  private static String seqs(Map<String, Object> page) {
    return String.join(
        " ", Person.rows(page, "messages").stream().map(one -> "" + one.get("seq")).toList());
  }

  @Test
  void shouldReplyForwardEditAndRecall() throws IOException {
    Person gil = person("gil");
    Person hal = person("hal");
    String one = gil.direct(hal);
    String two = gil.group("Others");
    gil.say(one, "tea at four?");
    Map<String, Object> reply =
        hal.did(
            "POST",
            at(one) + "/messages",
            "client_msg_id",
            "r",
            "text",
            "@gil yes",
            "reply_seq",
            1);
    assertThat(reply).containsEntry("conversation_id", one);
    Map<String, Object> shown = gil.did("GET", at(one) + "/messages/2");
    assertThat(shown.toString())
        .contains("text=tea at four?", "mentions=[" + gil.id() + "]", "kind=text");
    gil.did(
        "POST",
        at(two) + "/messages",
        "client_msg_id",
        "f",
        "forward",
        Map.of("conversation_id", one, "seq", 2));
    assertThat(gil.log(two).getLast().toString())
        .contains("text=@gil yes", "forwarded={sender_id=" + hal.id());
    assertProblem(hal.call("PATCH", at(one) + "/messages/1", "text", "x"), 403, "not-allowed");
    assertThat(gil.did("PATCH", at(one) + "/messages/1", "text", "tea at five?"))
        .containsEntry("text", "tea at five?");
    Map<String, Object> gone = gil.did("DELETE", at(one) + "/messages/1");
    assertThat(gone).containsEntry("text", "").containsEntry("recalled_by", gil.id());
    assertThat(hal.log(one).toString()).doesNotContain("tea at");
    assertThat(hal.did("GET", at(one) + "/messages/1/edits").toString()).doesNotContain("tea");
    assertField(
        gil.call(
            "POST",
            at(two) + "/messages",
            "client_msg_id",
            "g",
            "text",
            "both",
            "forward",
            Map.of("conversation_id", one, "seq", 2)),
        "invalid-field",
        "text");
    assertThat(
            hal.call(
                    "POST",
                    at(one) + "/messages",
                    "client_msg_id",
                    "h",
                    "forward",
                    Map.of("conversation_id", two, "seq", 1))
                .status())
        .as("a message of a group that one is not in")
        .isEqualTo(404);
  }

  @Test
  void shouldKeepReactionsAndPins() throws IOException {
    Person ida = person("ida");
    Person jon = person("jon");
    String conversation = ida.direct(jon);
    ida.say(conversation, "done!");
    String reactions = at(conversation) + "/messages/1/reactions";
    String heart = URLEncoder.encode("❤️", StandardCharsets.UTF_8);
    assertThat(jon.did("PUT", reactions + "/" + heart).toString())
        .contains("emoji=❤️, count=1, mine=true");
    ida.did("PUT", reactions + "/" + heart);
    Map<String, Object> page = ida.did("GET", reactions + "?limit=1");
    assertThat(Person.rows(page, "reactions")).hasSize(1);
    Map<String, Object> rest = ida.did("GET", reactions + "?cursor=" + page.get("next"));
    assertThat(Person.rows(rest, "reactions")).hasSize(1);
    assertThat(rest).containsEntry("next", null);
    assertThat(ida.did("DELETE", reactions + "/" + heart).toString()).contains("count=1");
    assertField(ida.call("PUT", reactions + "/no"), "invalid-field", "emoji");
    assertProblem(ida.call("GET", reactions + "?cursor=x"), 400, "invalid-cursor");
    jon.did("PUT", at(conversation) + "/pins/1");
    assertThat(Person.rows(ida.did("GET", at(conversation) + "/pins"), "messages")).hasSize(1);
    ida.did("DELETE", at(conversation) + "/pins/1");
    assertThat(Person.rows(ida.did("GET", at(conversation) + "/pins"), "messages")).isEmpty();
    assertProblem(ida.call("PUT", at(conversation) + "/pins/9"), 404, "not-found");
  }

  @Test
  void shouldTellWhoHasSeenWhat() throws IOException {
    Person kim = person("kim");
    Person leo = person("leo");
    Person mia = person("mia");
    String group = kim.group("Three", leo, mia);
    long seq = kim.say(group, "look");
    assertThat(leo.did("GET", at(group)).toString()).contains("unread=1");
    assertThat(leo.did("POST", at(group) + "/read", "seq", seq).toString())
        .contains("read_seq=" + seq);
    assertThat(leo.did("GET", at(group)).toString()).contains("unread=0");
    assertThat(leo.did("POST", at(group) + "/read", "seq", 1).toString())
        .as("positions only move up")
        .contains("read_seq=" + seq);
    mia.did("POST", at(group) + "/delivered", "seq", 99);
    assertThat(kim.did("GET", at(group) + "/messages/" + seq + "/seen"))
        .containsEntry("seen", List.of(leo.id()))
        .containsEntry("not_seen", List.of(mia.id()));
    assertThat(Person.rows(kim.did("GET", at(group) + "/receipts"), "positions"))
        .hasSize(3)
        .anySatisfy(row ->
            assertThat(row)
                .containsEntry("user_id", mia.id())
                .extractingByKey("delivered_seq")
                .hasToString("" + seq));
    assertProblem(kim.call("POST", at(group) + "/read"), 400, "bad-json");
    assertField(kim.call("POST", at(group) + "/read", "to", 1), "invalid-field", "seq");
  }

  @Test
  void shouldSlowDownWhoeverSendsTooOften() throws IOException {
    Person ned = person("ned");
    String messages = at(ned.group("Flood")) + "/messages";
    RawHttp.Answer answer = ned.call("POST", messages, "client_msg_id", "a", "text", "a");
    for (int i = 0; i < 1_500 && answer.status() != 429; i++) {
      answer = ned.call("POST", messages, "client_msg_id", "a", "text", "a");
    }
    assertProblem(answer, 429, "rate-limited");
    assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
  }

  @Test
  void shouldKeepPrivateAnswersOutOfCaches() throws IOException {
    Person oli = person("oli");
    String group = oli.group("Mine");
    for (String path : List.of("/api/conversations", at(group), at(group) + "/messages")) {
      assertThat(oli.call("GET", path).header("cache-control")).isEqualTo("private, no-store");
    }
  }

  @Test
  void shouldTakeEveryTextOfSixteenKibibytesAndNoLongerOne() throws IOException {
    Person pam = person("pam");
    String group = pam.group("Letters");
    String messages = at(group) + "/messages";
    String escaped = "\\u0041".repeat(16_384); // the longest way to write them
    RawHttp.Answer sent =
        pam.send("POST", messages, "{\"client_msg_id\":\"1\",\"text\":\"" + escaped + "\"}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    assertThat(pam.log(group).getLast()).containsEntry("text", "A".repeat(16_384));
    RawHttp.Answer longer =
        pam.call("POST", messages, "client_msg_id", "2", "text", "好".repeat(5_462));
    assertField(longer, "field-too-long", "text");
    RawHttp.Answer huge =
        pam.call("POST", messages, "client_msg_id", "3", "text", "x".repeat(140_000));
    assertProblem(huge, 413, "too-large");
    assertThat(pam.log(group)).hasSize(2);
  }

  @Test
  void shouldNameTheFieldThatCannotBeUsed() throws IOException {
    Person ron = person("ron");
    String messages = at(ron.group("Bad")) + "/messages";
    assertField(ron.call("POST", messages, "text", "x"), "invalid-field", "client_msg_id");
    assertField(
        ron.call("POST", messages, "client_msg_id", "a b", "text", "x"),
        "invalid-field",
        "client_msg_id");
    assertField(ron.call("POST", messages, "client_msg_id", "a"), "invalid-field", "text");
    assertField(
        ron.call("POST", messages, "client_msg_id", "a", "kind", "video"), "invalid-field", "kind");
    assertField(
        ron.call("POST", messages, "client_msg_id", "a", "kind", "image", "file_id", "5"),
        "invalid-field",
        "file_id");
    assertField(
        ron.call("POST", messages, "client_msg_id", "a", "text", "x", "reply_seq", 0),
        "invalid-field",
        "reply_seq");
    RawHttp.Answer later =
        ron.call("POST", messages, "client_msg_id", "a", "text", "x", "reply_seq", 50);
    assertProblem(later, 404, "not-found");
    assertProblem(ron.send("POST", messages, "[]"), 400, "bad-json");
    assertProblem(ron.send("POST", messages, "{\"text\":"), 400, "bad-json");
    RawHttp.Answer typed =
        ron.send("POST", messages, "{\"client_msg_id\":\"a\",\"text\":\"x\",\"reply_seq\":\"q\"}");
    assertField(typed, "invalid-field", "reply_seq");
  }
}
