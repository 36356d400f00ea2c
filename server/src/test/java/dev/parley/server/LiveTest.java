package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What connected people hear of each other. Each test has people of its own. */
@ParameterizedClass
@EnumSource(Engine.class)
class LiveTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private final ServerFixture place;
  private final RawHttp http;

  LiveTest(Engine engine) {
    place = SERVERS.on(engine);
    http = place.http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  private static String channel(String conversation) {
    return "private-conversation-" + conversation;
  }

  @Test
  void shouldPushEveryMessageOnceAndInOrderUnderParallelSends() throws Exception {
    Person ann = person("ann_order");
    Person ben = person("ben_order");
    String chat = ann.direct(ben);
    try (LiveClient live = LiveClient.on(ben, channel(chat));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> sends = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String text = "message " + i;
        Person sender = i % 2 == 0 ? ann : ben;
        sends.add(threads.submit(() -> sender.say(chat, text)));
      }
      for (Future<Long> send : sends) {
        send.get();
      }
      await().until(() -> live.heard("message:new").size() >= 50);
      live.settle();
      assertThat(live.heard("message:new"))
          .extracting(event -> event.number("seq"))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }
  }

  @Test
  void shouldSendTheVeryMessageThatTheLogHolds() throws IOException {
    Person ann = person("ann_same");
    Person ben = person("ben_same");
    String chat = ann.direct(ben);
    try (LiveClient live = LiveClient.on(ben, channel(chat))) {
      ann.say(chat, "hello");
      LiveClient.Event event = live.await("message:new");
      assertThat(event.channel()).isEqualTo(channel(chat));
      assertThat(event.tree()).isEqualTo(ben.log(chat).getFirst());
      assertThat(String.valueOf(event.tree().get("sent_at"))).endsWith("Z");
    }
  }

  @Test
  void shouldSendAPointerInPlaceOfALargeBody() throws IOException {
    Person ann = person("ann_large");
    Person ben = person("ben_large");
    String chat = ann.direct(ben);
    try (LiveClient live = LiveClient.on(ben, channel(chat))) {
      ann.say(chat, "x".repeat(9_000));
      assertThat(live.await("message:new").tree())
          .containsEntry("pointer", true)
          .containsEntry("conversation_id", chat)
          .doesNotContainKey("text");
    }
  }

  @Test
  void shouldTellThePeerOfAFirstMessageByAPointerWithAPreview() throws IOException {
    Person ann = person("ann_first");
    Person ben = person("ben_first");
    try (LiveClient live = LiveClient.on(ben)) {
      assertThat(live.await("sync").tree()).containsEntry("head", java.math.BigInteger.ZERO);
      String chat = ann.direct(ben);
      ann.say(chat, "hello, Ben");
      Map<String, Object> sync = live.await("sync").tree();
      assertThat(sync).containsEntry("from", java.math.BigInteger.ONE);
      assertThat(Person.rows(sync, "entries").getFirst())
          .containsEntry("kind", "message")
          .containsEntry("conversation_id", chat)
          .containsEntry("sender_id", ann.id())
          .containsEntry("preview", "hello, Ben");
    }
  }

  @Test
  void shouldTellTheHeadAtEveryJoin() throws IOException {
    Person ann = person("ann_head");
    Person ben = person("ben_head");
    String chat = ann.direct(ben);
    try (LiveClient first = LiveClient.on(ben)) {
      first.await("sync");
      ann.say(chat, "one");
      long head = first.await("sync").number("head");
      try (LiveClient second = LiveClient.on(ben)) {
        Map<String, Object> sync = second.await("sync").tree();
        assertThat(Long.parseLong(String.valueOf(sync.get("head")))).isEqualTo(head).isPositive();
        assertThat(Person.rows(sync, "entries")).isEmpty();
      }
    }
  }

  @Test
  void shouldTellSendersAtOnceWhoHasRead() throws IOException {
    Person ann = person("ann_read");
    Person ben = person("ben_read");
    String chat = ann.direct(ben);
    try (LiveClient live = LiveClient.on(ann, channel(chat))) {
      long seq = ann.say(chat, "read me");
      ben.did("POST", "/api/conversations/" + chat + "/read", "seq", seq);
      Map<String, Object> receipt = live.await("receipt:update").tree();
      assertThat(receipt).containsEntry("conversation_id", chat);
      assertThat(Person.rows(receipt, "positions").getFirst())
          .containsEntry("user_id", ben.id())
          .hasEntrySatisfying("read_seq", at -> assertThat(at).hasToString("" + seq));
    }
  }

  @Test
  void shouldKeepWhatWasSaidBeforeFromNewcomersWhenItIsEdited() throws IOException {
    Person ann = person("ann_edit");
    Person ben = person("ben_edit");
    Person eve = person("eve_edit");
    String group = ann.group("edits", ben);
    long seq = ann.say(group, "only for Ben");
    ann.did("POST", "/api/conversations/" + group + "/members", "user_ids", List.of(eve.id()));
    try (LiveClient live = LiveClient.on(eve, channel(group))) {
      ann.did(
          "PATCH", "/api/conversations/" + group + "/messages/" + seq, "text", "secret for Ben");
      Map<String, Object> update = live.await("message:update").tree();
      assertThat(update).containsEntry("pointer", true).doesNotContainKey("text");
    }
  }

  @Test
  void shouldLetMembersAloneType() throws IOException {
    Person ann = person("ann_type");
    Person ben = person("ben_type");
    Person eve = person("eve_type");
    String chat = ann.direct(ben);
    try (LiveClient annLive = LiveClient.on(ann, channel(chat));
        LiveClient benLive = LiveClient.on(ben, channel(chat));
        LiveClient eveLive = LiveClient.on(eve)) {
      eveLive.clientEvent("client-typing", channel(chat), "{}");
      assertThat(eveLive.await("pusher:error").data()).contains("not subscribed");
      annLive.clientEvent("client-typing", channel(chat), "{\"on\":true}");
      LiveClient.Event typing = benLive.await("client-typing");
      assertThat(typing.userId()).as("vouched for by the signature").isEqualTo(ann.id());
      assertThat(benLive.heard("client-typing")).hasSize(1);
    }
  }

  @Test
  void shouldRefuseForgedClientEvents() throws IOException {
    Person ann = person("ann_forge");
    Person ben = person("ben_forge");
    String chat = ann.direct(ben);
    String open = "presence-conversation-" + chat;
    try (LiveClient live = LiveClient.on(ann, channel(chat), open);
        LiveClient other = LiveClient.on(ben, channel(chat), open)) {
      live.clientEvent("client-message", channel(chat), "{}");
      assertThat(live.await("pusher:error").data()).contains("is not allowed");
      live.clientEvent("message:new", channel(chat), "{}");
      assertThat(live.await("pusher:error").data()).isNotEmpty();
      live.clientEvent("client-typing", open, "{}");
      assertThat(live.await("pusher:error").data()).contains("not allowed on this channel");
      live.clientEvent("client-typing", "private-user-" + ann.id(), "{}");
      assertThat(live.await("pusher:error").data()).contains("not allowed on this channel");
      live.clientEvent("client-typing", channel(chat), "\"" + "x".repeat(300) + "\"");
      assertThat(live.await("pusher:error").data()).contains("larger than 256 bytes");
      other.settle();
      assertThat(other.heard())
          .extracting(LiveClient.Event::name)
          .doesNotContain("client-typing", "client-message", "message:new");
    }
  }

  @Test
  void shouldSignNobodyElsesChannels() throws IOException {
    Person ann = person("ann_sign");
    Person ben = person("ben_sign");
    Person eve = person("eve_sign");
    String chat = ann.direct(ben);
    try (LiveClient live = LiveClient.of(eve)) {
      for (String channel :
          List.of(
              channel(chat),
              "presence-conversation-" + chat,
              "private-user-" + ann.id(),
              "private-user-0" + eve.id(),
              "private-conversation-99999999999999999999",
              "private-anything",
              "public")) {
        Api.assertProblem(live.sign(channel), 404, "not-found");
      }
      Api.assertProblem(
          LiveClient.post(eve, "/api/realtime/auth", "socket_id=1.2"), 400, "invalid-field");
      Api.assertProblem(
          LiveClient.post(
              eve,
              "/api/realtime/auth",
              "socket_id=1.2%3Aprivate-user-" + ann.id() + "&channel_name=x"),
          400,
          "invalid-field");
      Api.assertProblem(
          http.send(
              "POST",
              "/api/realtime/auth",
              "socket_id=1.2&channel_name=x",
              "Content-Type: application/x-www-form-urlencoded"),
          401,
          "unauthenticated");
    }
  }

  @Test
  void shouldSignInOnASocket() throws IOException {
    Person ann = person("ann_signin");
    try (LiveClient live = LiveClient.of(ann)) {
      RawHttp.Answer answer =
          LiveClient.post(ann, "/api/realtime/user-auth", "socket_id=" + live.socketId());
      live.send(
          JsonTree.write(Map.of("event", "pusher:signin", "data", JsonTree.read(answer.body()))));
      assertThat(live.await("pusher:signin_success").data()).contains(ann.id());
    }
  }

  @Test
  void shouldKeepTheMessengersAppFromOperators() throws IOException {
    Person ann = person("ann_app");
    String key = String.valueOf(ann.did("GET", "/api/realtime").get("key"));
    RawHttp.Answer signed =
        http.get(
            "/apps/parley-messenger/channels?auth_key=%s&auth_version=1.0&auth_timestamp=1&auth_signature=x"
                .formatted(key));
    assertThat(signed.status()).isEqualTo(403);
    assertThat(signed.body()).contains("HTTP API of this application is off");
    assertThat(place.server().apps().all()).noneMatch(app -> app.id().equals("parley-messenger"));
  }

  @Test
  void shouldShowWhoComesAndGoes() throws IOException {
    Person ann = person("ann_on");
    Person ben = person("ben_on");
    Person eve = person("eve_on");
    ann.direct(ben);
    try (LiveClient live = LiveClient.on(ann)) {
      assertThat(Person.rows(watch(ann, ben, eve), "users"))
          .allSatisfy(user -> assertThat(user).containsEntry("online", false));
      LiveClient benLive = LiveClient.on(ben);
      LiveClient eveLive = LiveClient.on(eve);
      assertThat(Person.rows(live.await("presence:update").tree(), "users"))
          .singleElement()
          .satisfies(
              user -> assertThat(user).containsEntry("id", ben.id()).containsEntry("online", true));
      benLive.close();
      eveLive.close();
      assertThat(Person.rows(live.await("presence:update").tree(), "users"))
          .singleElement()
          .satisfies(user ->
              assertThat(user)
                  .containsEntry("id", ben.id())
                  .containsEntry("online", false)
                  .hasEntrySatisfying(
                      "last_seen_at", at -> assertThat(String.valueOf(at)).endsWith("Z")));
    }
  }

  @Test
  void shouldHidePresenceBehindABlockInBothDirections() throws IOException {
    Person ann = person("ann_hide");
    Person ben = person("ben_hide");
    ann.direct(ben);
    try (LiveClient annLive = LiveClient.on(ann);
        LiveClient benLive = LiveClient.on(ben)) {
      assertThat(Person.rows(watch(ann, ben), "users").getFirst()).containsEntry("online", true);
      assertThat(Person.rows(watch(ben, ann), "users").getFirst()).containsEntry("online", true);
      ann.did("PUT", "/api/blocks/" + ben.id());
      for (LiveClient live : List.of(annLive, benLive)) {
        assertThat(Person.rows(live.await("presence:update").tree(), "users").getFirst())
            .containsEntry("online", false)
            .containsEntry("last_seen_at", null);
      }
      assertThat(Person.rows(watch(ann, ben), "users").getFirst()).containsEntry("online", false);
      assertThat(Person.rows(watch(ben, ann), "users").getFirst()).containsEntry("online", false);
    }
  }

  private static Map<String, Object> watch(Person watcher, Person... watched) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Person one : watched) {
      ids.add(one.id());
    }
    return watcher.did("POST", "/api/presence", "ids", ids);
  }
}
