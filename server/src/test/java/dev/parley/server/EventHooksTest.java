package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.store.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What back ends hear of the messenger. Each test has people and a receiver of its own. */
@ParameterizedClass
@EnumSource(Engine.class)
class EventHooksTest {
  @RegisterExtension static final Servers SERVERS = Servers.with(BackEnd.SETTINGS);

  private final Engine engine;
  private final Person shop;
  private final Person operator;
  private final HookReceiver receiver = HookReceiver.start();
  private final List<String> made = new ArrayList<>();

  EventHooksTest(Engine engine) throws IOException {
    this.engine = engine;
    RawHttp http = SERVERS.on(engine).http();
    shop = BackEnd.of(http);
    operator = BackEnd.operator(http);
  }

  @AfterEach
  void forget() throws IOException {
    for (String id : made) {
      operator.call("DELETE", "/api/admin/webhooks/" + id);
    }
    receiver.close();
  }

  private void hook(String path, String... events) throws IOException {
    Map<String, Object> hook =
        operator.did(
            "POST",
            "/api/admin/webhooks",
            "url",
            receiver.url(path),
            "events",
            List.of(events),
            "headers",
            Map.of("X-Extra", "from " + path));
    made.add(String.valueOf(hook.get("id")));
  }

  private static String channel(String conversation) {
    return "private-conversation-" + conversation;
  }

  private List<Map<String, Object>> secrets() throws IOException {
    return Person.rows(operator.did("GET", "/api/admin/webhooks/secrets"), "secrets");
  }

  /** From the back end's first call to the webhook that tells it what its user has done. */
  @Test
  void shouldCarryTwoPeopleFromTheirBackEndToASocketAndBackToIt() throws IOException {
    hook("/all");
    Person ann = BackEnd.bringIn(shop, "ann-hook");
    Person ben = BackEnd.bringIn(shop, "ben-hook");
    String room = BackEnd.group(shop, "order-hook", ann, ben);
    try (LiveClient live = LiveClient.on(ben, channel(room))) {
      String path = "/api/server/users/" + ann.id() + "/conversations/" + room;
      Map<String, Object> sent =
          shop.did("POST", path + "/messages", "client_msg_id", "1", "text", "on its way");
      LiveClient.Event heard = live.await("message:new");
      shop.did(
          "PUT",
          "/api/server/users/ext:ben-hook/conversations/ext:order-hook/cursor",
          "seq",
          sent.get("seq"));

      await().until(() -> receiver.data("message_created", channel(room)).size() == 2);
      assertThat(receiver.data("message_created", channel(room)).getFirst())
          .containsEntry("kind", "system");
      assertThat(receiver.data("message_created", channel(room)).getLast())
          .isEqualTo(heard.tree())
          .isEqualTo(ben.log(room).getLast());
    }
    Map<String, Object> pair = secrets().getFirst();
    assertThat(receiver.requests())
        .isNotEmpty()
        .allMatch(request -> request.key().equals(pair.get("key")))
        .allMatch(request -> request.isSignedWith(String.valueOf(pair.get("secret"))))
        .allMatch(request -> request.extra().equals("from /all"))
        .noneMatch(request -> request.isSignedWith("another secret"));
    await().until(() -> !receiver.data("user_created", "private-user-" + ann.id()).isEmpty());
    await().until(() -> !receiver.data("conversation_created", channel(room)).isEmpty());
    assertThat(receiver.data("user_created", "private-user-" + ann.id()))
        .containsExactly(Map.of("user_id", ann.id()));
    assertThat(receiver.data("conversation_created", channel(room)).getFirst())
        .containsEntry("kind", "group")
        .containsEntry("member_ids", List.of(ann.id(), ben.id()));
    assertThat(receiver.data("receipt_moved", channel(room))).isEmpty();
  }

  @Test
  void shouldTellEveryKindOfEventToWhomItConcerns() throws IOException {
    hook("/all");
    hook("/receipts", "receipt_moved");
    Person ann = BackEnd.bringIn(shop, "ann-kinds");
    Person ben = BackEnd.bringIn(shop, "ben-kinds");
    Person cid = BackEnd.bringIn(shop, "cid-kinds");
    String room = BackEnd.group(shop, "kinds", ann, ben);
    long seq = ann.say(room, "one");
    String message = "/api/conversations/" + room + "/messages/" + seq;
    ben.did("POST", "/api/conversations/" + room + "/read", "seq", seq);
    ann.did("PATCH", message, "text", "two");
    ann.did("DELETE", message);
    ann.did("POST", "/api/conversations/" + room + "/members", "user_ids", List.of(cid.id()));
    cid.did("POST", "/api/conversations/" + room + "/leave");
    ann.did("PATCH", "/api/conversations/" + room, "title", "Another");
    cid.did("PATCH", "/api/me", "display_name", "Cid");
    ann.did("POST", "/api/conversations/" + room + "/dissolve");
    shop.did("DELETE", "/api/server/users/" + cid.id());

    String users = "private-user-" + cid.id();
    await().until(() -> !receiver.data("user_deleted", users).isEmpty());
    await().until(() -> !receiver.data("conversation_dissolved", channel(room)).isEmpty());
    await().until(() -> !receiver.data("receipt_moved", channel(room)).isEmpty());
    await().until(() -> !receiver.data("member_left", channel(room)).isEmpty());
    await().until(() -> !receiver.data("conversation_updated", channel(room)).isEmpty());
    await().until(() -> !receiver.data("user_updated", users).isEmpty());
    assertThat(receiver.data("message_edited", channel(room)))
        .extracting(data -> data.get("text"))
        .containsExactly("two");
    assertThat(receiver.data("message_recalled", channel(room)))
        .extracting(data -> data.get("text"))
        .containsExactly("");
    assertThat(receiver.data("member_joined", channel(room)))
        .extracting(data -> data.get("user_id"))
        .containsExactly(cid.id());
    assertThat(receiver.data("member_left", channel(room)))
        .extracting(data -> data.get("user_id"))
        .containsExactly(cid.id());
    assertThat(receiver.data("receipt_moved", channel(room)).getFirst())
        .containsEntry("user_id", ben.id());
    assertThat(receiver.requests())
        .filteredOn(request -> request.extra().equals("from /receipts"))
        .noneMatch(request -> request.body().contains("message_"));
    assertThat(receiver.requests())
        .filteredOn(request -> request.extra().equals("from /all"))
        .noneMatch(request -> request.body().contains("receipt_moved"));
  }

  @Test
  void shouldTellEachMessageOnceAndInItsOrder() throws Exception {
    hook("/order", "message_created");
    Person ann = BackEnd.bringIn(shop, "ann-order");
    Person ben = BackEnd.bringIn(shop, "ben-order");
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rooms.add(BackEnd.group(shop, "order-" + i, ann, ben));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> sends = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String room = rooms.get(i % rooms.size());
        Person sender = i % 8 < 4 ? ann : ben;
        sends.add(threads.submit(() -> sender.say(room, "hello")));
      }
      for (Future<Long> send : sends) {
        send.get();
      }
    }
    for (String room : rooms) {
      await().until(() -> receiver.data("message_created", channel(room)).size() == 51);
      assertThat(receiver.data("message_created", channel(room)))
          .extracting(data -> Long.parseLong(String.valueOf(data.get("seq"))))
          .isSorted()
          .doesNotHaveDuplicates();
    }
    var ids = new HashSet<Object>();
    receiver.events().forEach(event -> ids.add(event.get("event_id")));
    assertThat(ids).hasSize(receiver.events().size());
  }

  @Test
  void shouldTryAgainWhatWasRefusedAlsoAfterARestart() throws IOException {
    try (ServerFixture own = ServerFixture.on(engine, BackEnd.SETTINGS)) {
      BackEnd.operator(own.http())
          .did("POST", "/api/admin/webhooks", "url", receiver.url("/again"));
      Person ann = BackEnd.bringIn(BackEnd.of(own.http()), "ann-again");
      String room = ann.group("Again");
      await().until(() -> texts(room).size() == 1); // what the server told, or it would go first
      receiver.answer(503);
      ann.say(room, "kept");
      await()
          .until(() -> receiver.requests().stream().anyMatch(one -> one.body().contains("kept")));
      assertThat(texts(room)).doesNotContain("kept");
      own.restart();
      receiver.answer(200);
      await().until(() -> texts(room).contains("kept"));
    }
  }

  @Test
  void shouldSignWithANewSecretFromWhenItIsToBegin() throws IOException {
    hook("/rotated", "user_created");
    Map<String, Object> first = secrets().getFirst();
    Map<String, Object> planned = rotate(3_600);
    assertThat(secrets()).containsExactly(first, planned);
    Person ann = BackEnd.bringIn(shop, "ann-before");
    assertThat(signerOf(ann)).isEqualTo(first.get("key"));

    Map<String, Object> next = rotate(0);
    assertThat(secrets()).containsExactly(next);
    Person ben = BackEnd.bringIn(shop, "ben-after");
    assertThat(signerOf(ben)).isEqualTo(next.get("key"));
    assertThat(receiver.requests().getLast().isSignedWith(String.valueOf(next.get("secret"))))
        .isTrue();
    assertField(
        operator.call("POST", "/api/admin/webhooks/secrets/rotate", "notice_seconds", -1),
        "invalid-field",
        "notice_seconds");
  }

  private Map<String, Object> rotate(int noticeSeconds) throws IOException {
    return operator.did(
        "POST", "/api/admin/webhooks/secrets/rotate", "notice_seconds", noticeSeconds);
  }

  /** The key of the request that told of somebody's creation, once it has come. */
  private String signerOf(Person user) {
    return await()
        .until(
            () ->
                receiver.requests().stream()
                    .filter(request -> request.body().contains("private-user-" + user.id()))
                    .map(HookReceiver.Request::key)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<Object> texts(String room) {
    return receiver.data("message_created", channel(room)).stream()
        .map(data -> data.get("text"))
        .toList();
  }

  @Test
  void shouldRefuseWhatIsNoWebhook() throws IOException {
    String path = "/api/admin/webhooks";
    assertField(operator.call("POST", path, "url", "ftp://x/"), "invalid-field", "url");
    assertField(operator.call("POST", path, "url", "http://a b?secret"), "invalid-field", "url");
    assertThat(operator.call("POST", path, "url", "http://a b?secret").body())
        .doesNotContain("secret");
    assertField(
        operator.call("POST", path, "url", "http://x/", "events", List.of("everything")),
        "invalid-field",
        "events");
    assertField(
        operator.call("POST", path, "url", "http://x/", "headers", Map.of("X-Pusher-Key", "1")),
        "invalid-field",
        "headers");
    hook("/twice?token=hush", "user_created");
    assertProblem(
        operator.call("POST", path, "url", receiver.url("/twice?token=hush")),
        409,
        "already-exists");
    assertThat(operator.call("GET", path).body())
        .contains("/twice?<hidden>", "X-Extra")
        .doesNotContain("hush", "from /twice");
    assertProblem(operator.call("DELETE", path + "/99"), 404, "not-found");
    assertProblem(shop.call("GET", path), 401, "token-wrong");
  }
}
