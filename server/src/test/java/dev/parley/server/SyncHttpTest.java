package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How a device catches up over HTTP. Each test has people of its own. */
@ParameterizedClass
@EnumSource(Engine.class)
class SyncHttpTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private final RawHttp http;

  SyncHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  /** Asks until the log has come to a number: the fan-out takes a moment. */
  private static Map<String, Object> pull(Person person, String cursor, int entries) {
    return Awaitility.await()
        .until(
            () -> person.did("GET", "/api/sync?cursor=" + cursor),
            tree -> Person.rows(tree, "entries").size() >= entries);
  }

  private static String cursor(Map<String, Object> answer) {
    return String.valueOf(answer.get("cursor"));
  }

  @Test
  void shouldBeginWithASnapshotAndGoOnFromItsCursor() throws IOException {
    Person ann = person("ann_sync");
    Person ben = person("ben_sync");
    String chat = ann.direct(ben);
    ann.say(chat, "before");
    assertThat(ben.did("GET", "/api/sync"))
        .containsEntry("reset", "first")
        .containsEntry("cursor", null)
        .containsEntry("from", null)
        .containsEntry("more", false)
        .containsEntry("entries", List.of())
        .containsEntry("heads", List.of());
    Map<String, Object> snapshot = ben.did("GET", "/api/sync/snapshot");
    assertThat(snapshot).containsKeys("cursor", "head", "epoch", "next", "heads");
    Map<String, Object> part = Person.rows(snapshot, "conversations").getFirst();
    assertThat(part.get("conversation")).isEqualTo(ben.did("GET", "/api/conversations/" + chat));
    assertThat(part.get("messages")).isEqualTo(ben.log(chat));
    assertThat(part).containsEntry("has_before", false).containsEntry("last_rev", BigInteger.ONE);
    assertThat(Person.rows(snapshot, "people"))
        .extracting(one -> one.get("id"))
        .containsExactly(ann.id());

    ann.say(chat, "after");
    Map<String, Object> answer = pull(ben, cursor(snapshot), 1);
    Map<String, Object> entry = Person.rows(answer, "entries").getLast();
    assertThat(answer).containsEntry("reset", null).containsEntry("more", false);
    assertThat(entry)
        .containsEntry("kind", "message")
        .containsEntry("conversation_id", chat)
        .containsEntry("seq", BigInteger.TWO)
        .containsEntry("sender_id", ann.id())
        .containsEntry("preview", "after");
    assertThat(ben.did("GET", "/api/sync?cursor=" + answer.get("cursor")))
        .containsEntry("from", null)
        .containsEntry("entries", List.of())
        .containsEntry("head", answer.get("head"));
  }

  @Test
  void shouldAnswerInTheVeryShapeOfPushes() throws IOException {
    Person ann = person("ann_shape");
    Person ben = person("ben_shape");
    String cursor = cursor(ben.did("GET", "/api/sync/snapshot"));
    try (LiveClient live = LiveClient.on(ben)) {
      live.await("sync");
      String chat = ann.direct(ben);
      ann.say(chat, "hello");
      Map<String, Object> pushed = live.await("sync").tree();
      Map<String, Object> pulled = pull(ben, cursor, 1);
      assertThat(pulled.get("entries")).isEqualTo(pushed.get("entries"));
      assertThat(pulled.get("from")).isEqualTo(pushed.get("from"));
      assertThat(pulled.get("head")).isEqualTo(pushed.get("head"));
    }
  }

  @Test
  void shouldRefuseWhatIsNoCursorOfThisDevice() throws IOException {
    Person ann = person("ann_cursor");
    Person ben = person("ben_cursor");
    String mine = cursor(ben.did("GET", "/api/sync/snapshot"));
    for (String cursor : List.of("x", "AAAA", mine + "A")) {
      Api.assertField(ben.call("GET", "/api/sync?cursor=" + cursor), "invalid-cursor", "cursor");
    }
    Api.assertField(ann.call("GET", "/api/sync?cursor=" + mine), "invalid-cursor", "cursor");
    Person elsewhere = signIn(ben);
    Api.assertField(elsewhere.call("GET", "/api/sync?cursor=" + mine), "invalid-cursor", "cursor");
    Api.assertField(
        elsewhere.call("POST", "/api/sync/ack", "cursor", mine), "invalid-cursor", "cursor");
    Api.assertField(ben.call("POST", "/api/sync/ack", "at", 1), "invalid-cursor", "cursor");
    Api.assertField(ben.call("GET", "/api/sync?at=-1&cursor=" + mine), "invalid-field", "at");
    Api.assertField(ben.call("GET", "/api/sync?limit=0&cursor=" + mine), "invalid-field", "limit");
    Api.assertField(ben.call("GET", "/api/sync/snapshot?limit=51"), "invalid-field", "limit");
    Api.assertField(ben.call("GET", "/api/sync/snapshot?messages=0"), "invalid-field", "messages");
    Api.assertField(ben.call("GET", "/api/sync/history?cursor=x"), "invalid-cursor", "cursor");
    assertThat(ben.did("GET", "/api/sync?at=7&cursor=" + mine)).containsEntry("reset", "ahead");
  }

  private static Person signIn(Person person) throws IOException {
    RawHttp.Answer answer =
        person
            .http()
            .post(
                "/api/auth/login",
                Person.json("identifier", person.name(), "password", Api.PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var tree = JsonTree.read(answer.body());
    return new Person(
        person.http(), person.name(), person.id(), String.valueOf(tree.get("access_token")));
  }

  @Test
  void shouldTellAPersonWhichDeviceHasWhat() throws IOException {
    Person ann = person("ann_history");
    Person ben = person("ben_history");
    String cursor = cursor(ben.did("GET", "/api/sync/snapshot"));
    String chat = ann.direct(ben);
    ann.say(chat, "pulled");
    Map<String, Object> answer = pull(ben, cursor, 1);
    String second = cursor(answer);
    ben.did("GET", "/api/sync?cursor=" + second);
    ann.say(chat, "pushed");
    long head = number(pull(ben, second, 1), "head");
    ben.did("POST", "/api/sync/ack", "cursor", second, "at", head);
    Map<String, Object> history = ben.did("GET", "/api/sync/history");
    List<Map<String, Object>> entries = Person.rows(history, "entries");
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst())
        .containsEntry("kind", "message")
        .containsEntry("conversation_id", chat)
        .containsEntry("ref", "2");
    assertThat(Person.rows(entries.getFirst(), "acks").getFirst()).containsEntry("by", "push");
    assertThat(Person.rows(entries.getLast(), "acks").getFirst()).containsEntry("by", "pull");
    assertThat(Person.rows(history, "devices"))
        .singleElement()
        .satisfies(device -> assertThat(number(device, "position")).isEqualTo(head));
  }

  private static long number(Map<String, Object> tree, String name) {
    return Long.parseLong(String.valueOf(Objects.requireNonNull(tree.get(name))));
  }

  @Test
  void shouldTellTheHeadAtConnectAndEveryTwentyFiveSeconds() throws IOException {
    Person ann = person("ann_beat");
    Person ben = person("ben_beat");
    String chat = ann.direct(ben);
    String cursor = cursor(ben.did("GET", "/api/sync/snapshot"));
    ann.say(chat, "hello");
    pull(ben, cursor, 1);
    try (LiveClient live = LiveClient.on(ben)) {
      Map<String, Object> first = live.await("sync").tree();
      assertThat(first).containsEntry("from", null).containsEntry("entries", List.of());
      assertThat(number(first, "head")).isPositive();
      Awaitility.await().atMost(Duration.ofSeconds(27)).until(() -> live.heard("sync").size() >= 2);
      assertThat(live.heard("sync").getLast().tree()).isEqualTo(first);
    }
  }

  @Test
  void shouldTellOperatorsHowTheSyncStoreStands() throws IOException {
    Person ann = person("ann_metrics");
    ann.did("GET", "/api/sync");
    String body = http.get("/metrics").body();
    assertThat(body)
        .contains("parley_sync_resets_total{reason=\"first\"}")
        .contains("parley_sync_outbox_depth", "parley_sync_outbox_age_seconds")
        .contains("parley_sync_entries_total", "parley_sync_parked", "parley_sync_loops_total")
        .contains("parley_sync_entry_oldest_seconds")
        .contains("job=\"sync-retention\"", "job=\"sync-parking\"");
  }
}
