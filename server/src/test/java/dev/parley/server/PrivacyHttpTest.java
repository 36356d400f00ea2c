package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What people show of themselves and no longer want to see, over HTTP and on open sockets. */
@ParameterizedClass
@EnumSource(Engine.class)
class PrivacyHttpTest {
  @RegisterExtension static final Servers SERVERS = Servers.with(BackEnd.SETTINGS);

  private final RawHttp http;

  PrivacyHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  private static String in(String conversation) {
    return "/api/conversations/" + conversation;
  }

  private static String channel(String conversation) {
    return "private-conversation-" + conversation;
  }

  private static List<Map<String, Object>> watch(Person watcher, Person... others)
      throws IOException {
    List<String> ids = List.of(others).stream().map(Person::id).toList();
    return Person.rows(watcher.did("POST", "/api/presence", "ids", ids), "users");
  }

  @Test
  void shouldShowAChangedProfileAtOnceToEverybodyWhoHasAConversationWithThatPerson()
      throws IOException {
    Person ann = person("ann_name");
    Person ben = person("ben_name");
    Person stranger = person("stranger_name");
    ann.direct(ben);
    try (LiveClient own = LiveClient.on(ann);
        LiveClient live = LiveClient.on(ben);
        LiveClient other = LiveClient.on(stranger)) {
      ann.did("PATCH", "/api/me", "display_name", "Anna Blume");
      Map<String, Object> pushed = live.await("profile:update").tree();
      assertThat(pushed)
          .containsEntry("id", ann.id())
          .containsEntry("display_name", "Anna Blume")
          .doesNotContainKeys("email", "locale");
      assertThat(own.await("profile:update").tree()).isEqualTo(pushed);
      other.settle();
      assertThat(other.heard("profile:update")).isEmpty();
    }
  }

  @Test
  void shouldShowWhoeverWasAwayWhatChangedMeanwhile() throws IOException {
    Person ann = person("ann_away");
    Person ben = person("ben_away");
    ann.direct(ben);
    Object next = ben.did("GET", "/api/users/changes").get("next");
    ann.did("PATCH", "/api/me", "display_name", "Anna Blume");
    Map<String, Object> changes = ben.did("GET", "/api/users/changes?cursor=" + next);
    assertThat(Person.rows(changes, "people"))
        .filteredOn(one -> ann.id().equals(one.get("id")))
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("display_name", "Anna Blume"));
    assertThat(changes).containsEntry("more", false);
    assertField(ben.call("GET", "/api/users/changes?cursor=x"), "invalid-cursor", "cursor");
  }

  @Test
  void shouldTellOwnDevicesOfATurnedSwitchAndRefuseWhatIsNone() throws IOException {
    Person ann = person("ann_switch");
    try (LiveClient live = LiveClient.on(ann)) {
      live.await("sync");
      assertThat(ann.did("GET", "/api/me/privacy"))
          .isEqualTo(Map.of("last_seen", "everybody", "read_receipts", true, "reach", "everybody"));
      ann.did("PATCH", "/api/me/privacy", "read_receipts", false);
      assertThat(ann.did("PATCH", "/api/me/privacy", "reach", "contacts"))
          .isEqualTo(Map.of("last_seen", "everybody", "read_receipts", false, "reach", "contacts"));
      assertThat(Person.rows(live.await("sync").tree(), "entries").getFirst())
          .isEqualTo(Map.of("kind", "settings"));
    }
    assertField(
        ann.call("PATCH", "/api/me/privacy", "last_seen", "friends"), "invalid-field", "last_seen");
    assertField(ann.call("PATCH", "/api/me/privacy", "reach", "all"), "invalid-field", "reach");
  }

  @Test
  void shouldEndWhatIsSeenOfSomebodyWhoHides() throws IOException {
    Person ann = person("ann_hides");
    Person ben = person("ben_hides");
    String chat = ann.direct(ben);
    String open = "presence-conversation-" + chat;
    try (LiveClient annLive = LiveClient.on(ann, open);
        LiveClient benLive = LiveClient.on(ben, open)) {
      assertThat(watch(ben, ann).getFirst()).containsEntry("online", true);
      assertThat(watch(ann, ben).getFirst()).containsEntry("online", true);
      ann.did("PATCH", "/api/me/privacy", "last_seen", "nobody");
      for (LiveClient live : List.of(annLive, benLive)) {
        assertThat(Person.rows(live.await("presence:update").tree(), "users").getFirst())
            .containsEntry("online", false)
            .containsEntry("last_seen_at", null);
      }
      assertThat(benLive.await("pusher_internal:member_removed").data()).contains(ann.id());
      assertThat(watch(ben, ann).getFirst())
          .containsEntry("online", false)
          .containsEntry("last_seen_at", null);
      assertThat(watch(ann, ben).getFirst()).containsEntry("online", false);
      assertProblem(annLive.sign(open), 403, "not-allowed");
      assertThat(annLive.sign(channel(chat)).status()).isEqualTo(200);
      // whom she shows it to she sees
      ann.did("PATCH", "/api/me/privacy", "last_seen", "contacts");
      assertThat(watch(ben, ann).getFirst()).containsEntry("online", false);
      assertThat(ann.call("PUT", "/api/contacts/" + ben.id(), "alias", "Ben").status())
          .isEqualTo(204);
      assertThat(watch(ben, ann).getFirst()).containsEntry("online", true);
      ann.did("DELETE", "/api/contacts/" + ben.id());
      assertThat(Person.rows(benLive.await("presence:update").tree(), "users").getFirst())
          .containsEntry("id", ann.id())
          .containsEntry("online", false);
    }
  }

  @Test
  void shouldTellNothingOfReadingWhereOneOfTwoHasReceiptsOff() throws IOException {
    Person ann = person("ann_ticks");
    Person ben = person("ben_ticks");
    String chat = ann.direct(ben);
    ben.did("PATCH", "/api/me/privacy", "read_receipts", false);
    try (LiveClient live = LiveClient.on(ann, channel(chat))) {
      long seq = ann.say(chat, "read me");
      ben.did("POST", in(chat) + "/delivered", "seq", seq);
      Map<String, Object> moved = live.await("receipt:update").tree();
      assertThat(Person.rows(moved, "positions").getFirst())
          .containsEntry("read_seq", BigInteger.ZERO)
          .containsEntry("delivered_seq", BigInteger.valueOf(seq));
      ben.did("POST", in(chat) + "/read", "seq", seq);
      long later = ben.say(chat, "answer");
      ann.did("POST", in(chat) + "/delivered", "seq", later);
      // what comes next is the second delivery, and nothing of the reading before
      assertThat(Person.rows(live.await("receipt:update").tree(), "positions"))
          .singleElement()
          .satisfies(one -> assertThat(one).containsEntry("user_id", ann.id()));
      assertThat(Person.rows(ann.did("GET", in(chat) + "/receipts"), "positions"))
          .filteredOn(one -> ben.id().equals(one.get("user_id")))
          .singleElement()
          .satisfies(one ->
              assertThat(one)
                  .containsEntry("read_seq", BigInteger.ZERO)
                  .containsEntry("read_at", null));
      assertThat(ann.did("GET", in(chat) + "/messages/" + seq + "/seen"))
          .containsEntry("seen_count", BigInteger.ZERO)
          .containsEntry("not_seen_count", BigInteger.ZERO)
          .containsEntry("listed", false);
    }
  }

  @Test
  void shouldRefuseTheFirstStepTowardsWhoDoesNotWantItButNotABackEnds() throws IOException {
    Person shop = BackEnd.of(http);
    Person ann = BackEnd.bringIn(shop, "ann_reach");
    Person ben = BackEnd.bringIn(shop, "ben_reach");
    ann.did("PATCH", "/api/me/privacy", "reach", "nobody");
    RawHttp.Answer direct =
        ben.call("POST", "/api/conversations", "kind", "direct", "user_id", ann.id());
    assertProblem(direct, 403, "not-reachable");
    assertThat(direct.body()).contains("\"field\":\"user_id\"");
    assertProblem(
        ben.call(
            "POST",
            "/api/messages",
            "client_msg_id",
            "1",
            "receiver_kind",
            "user",
            "receiver_id",
            ann.id(),
            "text",
            "hello"),
        403,
        "not-reachable");
    List<String> members = List.of(ann.id());
    RawHttp.Answer made =
        ben.call(
            "POST", "/api/conversations", "kind", "group", "title", "x", "member_ids", members);
    assertProblem(made, 403, "not-reachable");
    assertThat(made.body()).contains("\"field\":\"member_ids\"");
    String group = ben.group("Friends");
    assertProblem(
        ben.call("POST", in(group) + "/members", "user_ids", members), 403, "not-reachable");

    assertThat(
            shop.did(
                "POST",
                "/api/server/users/%s/conversations/%s/members".formatted(ben.id(), group),
                "user_ids",
                members))
        .containsEntry("added", members);
    BackEnd.group(shop, "order-reach", ben, ann);
    shop.did(
        "POST",
        "/api/server/users/" + ben.id() + "/messages",
        "client_msg_id",
        "2",
        "receiver_kind",
        "user",
        "receiver_id",
        ann.id(),
        "text",
        "your order");
  }

  @Test
  void shouldTakeADeletedMessageOffEveryDeviceOfItsReaderAndNobodyElses() throws IOException {
    Person ann = person("ann_deletes");
    Person ben = person("ben_deletes");
    String chat = ann.direct(ben);
    long first = ann.say(chat, "keep the pancakes");
    long second = ann.say(chat, "forget the pancakes");
    await()
        .until(() -> Person.rows(ben.did("GET", "/api/search?q=pancakes"), "messages").size() == 2);
    try (LiveClient phone = LiveClient.on(ben);
        LiveClient other = LiveClient.on(ann, channel(chat))) {
      phone.await("sync");
      RawHttp.Answer done = ben.call("POST", in(chat) + "/deleted", "seqs", List.of(second));
      assertThat(JsonTree.read(done.body())).containsEntry("deletions", BigInteger.ONE);
      Map<String, Object> entry = Person.rows(phone.await("sync").tree(), "entries").getFirst();
      assertThat(entry).containsEntry("kind", "me").containsEntry("conversation_id", chat);
      other.settle();
      assertThat(other.heard("message:update")).isEmpty();
      assertThat(other.heard("conversation:update")).isEmpty();
    }
    assertThat(ben.did("GET", in(chat) + "/deleted?after=0"))
        .isEqualTo(
            Map.of(
                "seqs",
                List.of(BigInteger.valueOf(second)),
                "deletions",
                BigInteger.ONE,
                "more",
                false));
    assertThat(ben.log(chat)).hasSize(1);
    assertThat(ann.log(chat)).hasSize(2);
    assertThat(Person.rows(ben.did("GET", "/api/search?q=pancakes"), "messages")).hasSize(1);
    Map<String, Object> part =
        Person.rows(ben.did("GET", "/api/sync/snapshot"), "conversations").getFirst();
    assertThat(Person.rows(part, "messages")).hasSize(1);
    Map<String, Object> row = BackEnd.object(part, "conversation");
    assertThat(BackEnd.object(row, "last_message"))
        .containsEntry("seq", BigInteger.valueOf(first))
        .containsEntry("preview", "keep the pancakes");
    assertThat(row).containsEntry("unread", BigInteger.ONE);
    assertThat(BackEnd.object(row, "me")).containsEntry("deletions", BigInteger.ONE);

    assertProblem(ben.call("POST", in(chat) + "/deleted", "seqs", List.of(9)), 404, "not-found");
    assertField(ben.send("POST", in(chat) + "/deleted", "{}"), "invalid-field", "seqs");
    assertField(
        ben.call("POST", in(chat) + "/deleted", "seqs", List.of()), "invalid-field", "seqs");
  }
}
