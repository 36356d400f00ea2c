package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushes, from a message to what a browser behind a push service reads. */
@ParameterizedClass
@EnumSource(Engine.class)
class PushHttpTest {
  @RegisterExtension
  static final Servers SERVERS = Servers.with(Map.of("push", Map.of("allow-private", "true")));

  private static final PushReceiver RECEIVER = PushReceiver.start();

  private final RawHttp http;
  private final String suffix;

  PushHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
    suffix = engine == Engine.SQLITE ? "s" : "p";
  }

  @BeforeEach
  void works() {
    RECEIVER.answer(201, "");
  }

  @AfterAll
  static void stop() {
    RECEIVER.close();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name + "." + suffix);
  }

  private String subscribe(Person person, String path) throws IOException {
    RawHttp.Answer answer =
        person.send("POST", "/api/push/subscriptions", JsonTree.write(RECEIVER.subscription(path)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return String.valueOf(JsonTree.read(answer.body()).get("id"));
  }

  private String path(String name) {
    return "/" + name + "/" + suffix;
  }

  private static List<Map<String, Object>> subscriptions(Person person) throws IOException {
    return Person.rows(person.did("GET", "/api/push"), "subscriptions");
  }

  /** All of them wait for their pushes at the same time: a push gathers for two seconds. */
  @Test
  void shouldPushMessagesThatOnlyTheBrowserCanReadAndNothingToWhoLooks() throws Exception {
    Person ann = person("ann.push");
    Person ben = person("ben.push");
    Person cid = person("cid.look");
    subscribe(ben, path("ben"));
    subscribe(cid, path("cid"));
    Person dan = person("dan.small");
    subscribe(dan, PushReceiver.SMALL + path("dan"));
    ann.say(ann.direct(dan), "😀".repeat(300));
    cid.did("PUT", "/api/push/attention", "looking", true);
    ann.say(ann.direct(cid), "you are looking at it");
    String talk = ann.direct(ben);
    ann.say(talk, "first word");
    long seq = ann.say(talk, "买菜 & \"bread\"");
    String group = ann.group("\"".repeat(128), ben);
    ann.say(group, "\"😀".repeat(1_000) + " @all");

    List<PushReceiver.Got> got = RECEIVER.await(path("ben"), 2);
    assertThat(RECEIVER.at(path("cid"))).isEmpty();
    PushReceiver.Got first = about(talk, got);
    assertThat(RECEIVER.read(first))
        .containsEntry("kind", "message")
        .containsEntry("user", ben.id())
        .containsEntry("conversation", talk)
        .containsEntry("seq", Long.toString(seq))
        .containsEntry("sender", ann.name())
        .containsEntry("title", "")
        .containsEntry("message_kind", "text")
        .containsEntry("text", "买菜 & \"bread\"")
        .containsEntry("unread", "2")
        .containsEntry("badge", "3")
        .containsEntry("silent", "false")
        .containsEntry("locale", "zh-CN");
    assertHeaders(ben, first);
    assertThat(new String(first.body(), ISO_8859_1) + first.headers())
        .doesNotContain(talk, "bread", "ann", ben.id());

    PushReceiver.Got longest = about(group, got);
    assertThat(longest.body().length).isLessThan(4_096);
    String text = RECEIVER.read(longest).getOrDefault("text", "");
    assertThat(text.codePointCount(0, text.length())).isEqualTo(200);
    assertThat(longest.header("Topic")).isNotEqualTo(first.header("Topic"));

    List<PushReceiver.Got> tries = RECEIVER.await(PushReceiver.SMALL + path("dan"), 2);
    assertThat(tries).extracting(PushReceiver.Got::answer).containsExactly(413, 201);
    assertThat(RECEIVER.read(tries.getLast()))
        .containsEntry("unread", "1")
        .doesNotContainKeys("text", "sender");
  }

  private static PushReceiver.Got about(String conversation, List<PushReceiver.Got> got)
      throws GeneralSecurityException {
    for (PushReceiver.Got one : got) {
      if (conversation.equals(RECEIVER.read(one).get("conversation"))) {
        return one;
      }
    }
    throw new AssertionError("nothing about " + conversation);
  }

  private static void assertHeaders(Person reader, PushReceiver.Got got) throws IOException {
    assertThat(got.header("Content-encoding")).isEqualTo("aes128gcm");
    assertThat(got.header("Ttl")).isEqualTo("86400");
    assertThat(got.header("Urgency")).isEqualTo("high");
    assertThat(got.header("Topic")).hasSize(32);
    String key = String.valueOf(reader.did("GET", "/api/push").get("public_key"));
    assertThat(got.header("Authorization")).startsWith("vapid t=").endsWith(", k=" + key);
    assertThat((got.body().length - 86 - 17) % 512).as("length without padding").isZero();
  }

  @Test
  void shouldForgetABrowserThatThePushServiceDoesNotKnow() throws IOException {
    Person ben = person("ben.gone");
    String id = subscribe(ben, path("gone"));
    RECEIVER.answer(410, "");
    ben.call("POST", "/api/push/subscriptions/" + id + "/test");
    await().until(() -> subscriptions(ben).isEmpty());
    assertThat(RECEIVER.at(path("gone"))).hasSize(1);
  }

  @Test
  void shouldLimitPushesToTryABrowserOut() throws IOException {
    Person ben = person("ben.often");
    String test = "/api/push/subscriptions/" + subscribe(ben, path("often")) + "/test";
    for (int i = 0; i < 30; i++) {
      assertThat(ben.call("POST", test).status()).isEqualTo(202);
    }
    assertProblem(ben.call("POST", test), 429, "rate-limited");
  }

  @Test
  void shouldEndPushesWithTheSession() throws IOException {
    Person ben = person("ben.out");
    subscribe(ben, path("out"));
    Map<String, Object> again =
        JsonTree.read(
            http.post(
                    "/api/auth/login",
                    Person.json("identifier", ben.name(), "password", Api.PASSWORD))
                .body());
    var phone = new Person(http, ben.name(), ben.id(), String.valueOf(again.get("access_token")));
    subscribe(phone, path("out2"));
    assertThat(subscriptions(phone)).extracting(one -> one.get("current")).contains(true, false);
    ben.did("DELETE", "/api/sessions?others=true");
    assertThat(subscriptions(ben)).extracting(one -> one.get("current")).containsExactly(true);
  }

  @Test
  void shouldTryOutABrowserAndLeaveIt() throws Exception {
    Person ann = person("ann.try");
    Person ben = person("ben.try");
    String id = subscribe(ben, path("try"));
    assertProblem(ann.call("POST", "/api/push/subscriptions/" + id + "/test"), 404, "not-found");
    assertProblem(ann.call("DELETE", "/api/push/subscriptions/" + id), 404, "not-found");
    assertThat(ben.call("POST", "/api/push/subscriptions/" + id + "/test").status()).isEqualTo(202);
    assertThat(RECEIVER.read(RECEIVER.await(path("try"), 1).getFirst()))
        .containsEntry("kind", "test")
        .doesNotContainKey("conversation");
    ben.did("DELETE", "/api/push/subscriptions/" + id);
    assertThat(subscriptions(ben)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoSubscription() throws IOException {
    Person ann = person("ann.bad");
    String at = "/api/push/subscriptions";
    Object keys = RECEIVER.subscription("/x").get("keys");
    assertField(ann.call("POST", at, "endpoint", "ftp://x"), "invalid-field", "endpoint");
    assertField(
        ann.call("POST", at, "endpoint", "https://push.example/" + "x".repeat(2_048), "keys", keys),
        "invalid-field",
        "endpoint");
    assertField(ann.call("POST", at, "endpoint", "https://p.example/"), "invalid-field", "keys");
    assertField(
        ann.call("POST", at, "endpoint", "https://p.example/", "keys", Map.of("p256dh", "x")),
        "invalid-field",
        "keys.p256dh");
    assertField(
        ann.call("POST", at, "endpoint", "https://p.example/", "keys", keys, "locale", "no locale"),
        "invalid-field",
        "locale");
    assertThat(subscriptions(ann)).isEmpty();
  }

  @Test
  void shouldKeepWhatPeopleWantToBeToldOf() throws IOException {
    Person ann = person("ann.set");
    Person ben = person("ben.set");
    assertThat(ann.did("GET", "/api/me/notifications"))
        .containsEntry("level", "all")
        .containsEntry("preview", true)
        .containsEntry("quiet", null);
    Map<String, Object> quiet = Map.of("from", "22:00", "to", "07:30", "zone", "Asia/Shanghai");
    ann.did("PUT", "/api/me/notifications", "level", "mentions", "preview", false, "quiet", quiet);
    assertThat(ann.did("GET", "/api/me/notifications"))
        .containsEntry("level", "mentions")
        .containsEntry("preview", false)
        .containsEntry("quiet", quiet);
    assertField(
        ann.call("PUT", "/api/me/notifications", "level", "some"), "invalid-field", "level");
    assertField(
        ann.call("PUT", "/api/me/notifications", "level", "all", "quiet", Map.of("from", "1:00")),
        "invalid-field",
        "quiet.from");
    assertThat(ann.did("GET", "/api/me/notifications")).containsEntry("level", "mentions");

    String group = ben.group("Levels", ann);
    String level = "/api/conversations/" + group + "/notifications";
    ben.say(group, "one");
    ben.say(group, "two @" + ann.name());
    assertThat(badge(ann)).isEqualTo(1);
    assertThat(ann.did("PUT", level, "level", "all")).containsEntry("notify_level", "all");
    assertThat(badge(ann)).isEqualTo(2);
    assertField(ann.call("PUT", level, "level", "loud"), "invalid-field", "level");
    assertThat(me(ann, group)).containsEntry("notify_level", "all");
    ann.did("DELETE", level);
    assertThat(me(ann, group)).containsEntry("notify_level", null);
    assertThat(badge(ben)).isEqualTo(0);
  }

  private static long badge(Person person) throws IOException {
    return Long.parseLong(String.valueOf(person.did("GET", "/api/me/badge").get("unread")));
  }

  @SuppressWarnings("unchecked") // JSON objects
  private static Map<String, Object> me(Person person, String conversation) throws IOException {
    return (Map<String, Object>)
        Objects.requireNonNull(person.did("GET", "/api/conversations/" + conversation).get("me"));
  }
}
