package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.apikey.Scope;
import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a back end does for its users. Each test has users of its own. */
@ParameterizedClass
@EnumSource(Engine.class)
class ServerApiTest {
  @RegisterExtension static final Servers SERVERS = Servers.with(BackEnd.SETTINGS);

  private final RawHttp http;
  private final Person shop;

  ServerApiTest(Engine engine) throws IOException {
    http = SERVERS.on(engine).http();
    shop = BackEnd.of(http);
  }

  private static String as(Person user) {
    return "/api/server/users/" + user.id();
  }

  private static String in(Person user, String conversation) {
    return as(user) + "/conversations/" + conversation;
  }

  @Test
  void shouldBringTwoPeopleTogetherAndLetOneSeeLiveWhatTheOtherSays() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-live");
    Person ben = BackEnd.bringIn(shop, "ben-live");
    String room = BackEnd.group(shop, "order-live", ann, ben);
    try (LiveClient live = LiveClient.on(ben, "private-conversation-" + room)) {
      Map<String, Object> sent =
          shop.did(
              "POST",
              in(ann, "ext:order-live") + "/messages",
              "client_msg_id",
              "1",
              "text",
              "on its way");
      LiveClient.Event heard = live.await("message:new");
      assertThat(heard.tree())
          .containsEntry("text", "on its way")
          .containsEntry("id", sent.get("id"));
      assertThat(heard.tree()).containsEntry("sender_id", ann.id());

      assertThat(shop.did("GET", in(ben, room) + "/unread"))
          .containsEntry("unread", BigInteger.ONE);
      Map<String, Object> cursor =
          shop.did("PUT", in(ben, room) + "/cursor", "seq", sent.get("seq"));
      assertThat(cursor).containsEntry("read_seq", sent.get("seq"));
      assertThat(shop.did("GET", in(ben, room) + "/cursor")).isEqualTo(cursor);
      assertThat(shop.did("GET", in(ben, room) + "/unread"))
          .containsEntry("unread", BigInteger.ZERO);
      live.await("receipt:update");
    }
    assertThat(Person.rows(shop.did("GET", in(ben, room) + "/messages"), "messages"))
        .isEqualTo(ben.log(room));
    assertThat(Person.rows(shop.did("GET", in(ben, room) + "/receipts"), "positions")).hasSize(2);
    assertThat(Person.rows(shop.did("GET", as(ben) + "/conversations"), "conversations").getFirst())
        .containsEntry("id", room)
        .containsEntry("unread", BigInteger.ZERO);
  }

  @Test
  void shouldAnswerTheSameUserHoweverOftenOneIsBroughtIn() throws IOException {
    RawHttp.Answer first =
        shop.call("POST", "/api/server/users", "external_id", "same", "username", "same.user");
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    RawHttp.Answer second =
        shop.call("POST", "/api/server/users", "external_id", "same", "username", "other.user");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).contains("\"has_password\":false");
    assertThat(shop.call("GET", "/api/server/users/ext:same").body()).isEqualTo(first.body());
    assertProblem(
        shop.call("POST", "/api/server/users", "username", "same.user"), 409, "username-taken");
    assertField(
        shop.call("POST", "/api/server/users", "external_id", "a b"),
        "invalid-field",
        "external_id");
    assertProblem(shop.call("GET", "/api/server/users/ext:nobody"), 404, "not-found");
    assertThat(shop.did("PATCH", "/api/server/users/ext:same", "display_name", "Sam"))
        .extractingByKey("user")
        .asString()
        .contains("Sam");
  }

  @Test
  void shouldListUsersPageByPage() throws IOException {
    for (int i = 0; i < 3; i++) {
      shop.did("POST", "/api/server/users", "external_id", "page-" + i);
    }
    int seen = 0;
    Object next = null;
    do {
      Map<String, Object> page =
          shop.did("GET", "/api/server/users?limit=2" + (next == null ? "" : "&cursor=" + next));
      assertThat(Person.rows(page, "users")).hasSizeBetween(1, 2);
      seen +=
          (int)
              Person.rows(page, "users").stream()
                  .filter(user -> String.valueOf(user.get("external_id")).startsWith("page-"))
                  .count();
      next = page.get("next");
    } while (next != null);
    assertThat(seen).isEqualTo(3);
    assertProblem(shop.call("GET", "/api/server/users?cursor=x"), 400, "invalid-cursor");
  }

  @Test
  void shouldMakeAGroupOnceAndShowWhoOwnsIt() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-once");
    Person ben = BackEnd.bringIn(shop, "ben-once");
    String room = BackEnd.group(shop, "order-once", ann, ben);
    RawHttp.Answer again =
        shop.call(
            "POST",
            as(ann) + "/conversations",
            "kind",
            "group",
            "title",
            "Another title",
            "external_id",
            "order-once");
    assertThat(again.status()).isEqualTo(200);
    assertThat(JsonTree.read(again.body()))
        .containsEntry("id", room)
        .containsEntry("title", "Group")
        .containsEntry("member_count", BigInteger.TWO);
    assertThat(shop.did("GET", "/api/server/conversations/ext:order-once"))
        .containsEntry("id", room)
        .containsEntry("external_id", "order-once")
        .containsEntry("owner_id", ann.id())
        .containsEntry("member_count", BigInteger.TWO);
    assertProblem(
        shop.call(
            "POST",
            as(ben) + "/conversations",
            "kind",
            "group",
            "title",
            "x",
            "external_id",
            "order-once"),
        409,
        "already-exists");
    RawHttp.Answer direct =
        shop.call("POST", as(ann) + "/conversations", "kind", "direct", "user_id", "ext:ben-once");
    assertThat(direct.status()).isEqualTo(201);
    assertThat(JsonTree.read(direct.body())).containsEntry("id", ann.direct(ben));
    assertThat(
            shop.call("POST", as(ben) + "/conversations", "kind", "direct", "user_id", ann.id())
                .status())
        .isEqualTo(200);
    assertField(
        shop.call(
            "POST",
            as(ann) + "/conversations",
            "kind",
            "direct",
            "user_id",
            ben.id(),
            "external_id",
            "x"),
        "invalid-field",
        "external_id");
    assertProblem(
        shop.call("POST", as(ann) + "/conversations", "kind", "direct", "user_id", "ext:nobody"),
        404,
        "not-found");
  }

  @Test
  void shouldChangeMembersRolesAndTheGroupInTheOwnersName() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-team");
    Person ben = BackEnd.bringIn(shop, "ben-team");
    Person cid = BackEnd.bringIn(shop, "cid-team");
    String room = BackEnd.group(shop, "team", ann, ben);
    assertThat(
            shop.did("POST", in(ann, "ext:team") + "/members", "user_ids", List.of("ext:cid-team")))
        .containsEntry("added", List.of(cid.id()));
    shop.did("PUT", in(ann, room) + "/members/ext:cid-team/role", "role", "admin");
    assertThat(Person.rows(shop.did("GET", in(ben, room) + "/members"), "members"))
        .extracting(member -> member.get("role"))
        .containsExactlyInAnyOrder("owner", "member", "admin");
    shop.did("DELETE", in(cid, room) + "/members/" + ben.id());
    assertProblem(ben.call("GET", "/api/conversations/" + room + "/members"), 404, "not-found");
    shop.did("POST", in(cid, room) + "/leave");
    assertThat(shop.did("PATCH", in(ann, room), "title", "Team 2"))
        .containsEntry("title", "Team 2")
        .containsEntry("member_count", BigInteger.ONE);
    shop.did("POST", in(ann, room) + "/dissolve");
    assertProblem(shop.call("GET", in(ann, room)), 404, "not-found");
    assertProblem(shop.call("GET", "/api/server/conversations/ext:team"), 404, "not-found");
    assertThat(BackEnd.group(shop, "team", ann)).as("the name is free again").isNotEqualTo(room);
  }

  /** The key opens the door; what is behind it is the user's. */
  @Test
  void shouldActByTheRightsOfTheUserAndNoOther() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-rights");
    Person ben = BackEnd.bringIn(shop, "ben-rights");
    Person eve = BackEnd.bringIn(shop, "eve-rights");
    String room = BackEnd.group(shop, "rights", ann, ben);
    long seq = ann.say(room, "mine");
    assertProblem(shop.call("GET", in(eve, room) + "/messages"), 404, "not-found");
    assertProblem(
        shop.call("POST", in(eve, room) + "/messages", "client_msg_id", "1", "text", "x"),
        404,
        "not-found");
    assertProblem(shop.call("PUT", in(eve, room) + "/cursor", "seq", 1), 404, "not-found");
    assertProblem(shop.call("GET", in(eve, room) + "/cursor"), 404, "not-found");
    assertProblem(shop.call("GET", in(eve, room) + "/unread"), 404, "not-found");
    assertProblem(shop.call("GET", in(eve, room) + "/members"), 404, "not-found");
    assertProblem(
        shop.call("POST", in(ben, room) + "/members", "user_ids", List.of(eve.id())),
        403,
        "not-allowed");
    assertProblem(shop.call("POST", in(ben, room) + "/dissolve"), 403, "not-allowed");
    assertProblem(
        shop.call("PATCH", in(ben, room) + "/messages/" + seq, "text", "yours"),
        403,
        "not-allowed");
    assertProblem(shop.call("DELETE", in(ben, room) + "/messages/" + seq), 403, "not-allowed");
    shop.did("PATCH", in(ann, room) + "/messages/" + seq, "text", "still mine");
    assertThat(ben.log(room).getLast()).containsEntry("text", "still mine");
    assertThat(shop.did("DELETE", in(ann, room) + "/messages/" + seq))
        .containsEntry("recalled_by", ann.id());
  }

  @Test
  void shouldStoreARetriedMessageOnce() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-retry");
    String room = BackEnd.group(shop, "retry", ann);
    String path = in(ann, room) + "/messages";
    Map<String, Object> first = shop.did("POST", path, "client_msg_id", "7", "text", "once");
    assertThat(shop.did("POST", path, "client_msg_id", "7", "text", "once")).isEqualTo(first);
    assertProblem(
        shop.call("POST", path, "client_msg_id", "7", "text", "twice"),
        409,
        "idempotency-conflict");
    assertThat(ann.log(room)).filteredOn(row -> "text".equals(row.get("kind"))).hasSize(1);
  }

  @Test
  void shouldWriteToSomebodyDirectlyAndBeginTheirConversationOnTheWay() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-direct");
    Person ben = BackEnd.bringIn(shop, "ben-direct");
    Map<String, Object> first = say(ann, "user", "ext:ben-direct", "1");
    assertThat(say(ann, "user", ben.id(), "1")).isEqualTo(first);
    String direct = String.valueOf(first.get("conversation_id"));
    assertThat(ben.direct(ann)).isEqualTo(direct);
    assertThat(say(ben, "user", ann.id(), "1")).containsEntry("conversation_id", direct);
    assertThat(say(ben, "conversation", direct, "2")).containsEntry("conversation_id", direct);
    assertThat(ann.log(direct))
        .extracting(message -> message.get("sender_id"))
        .containsExactly(ann.id(), ben.id(), ben.id());

    String room = BackEnd.group(shop, "direct-room", ann);
    assertThat(say(ann, "conversation", "ext:direct-room", "3"))
        .containsEntry("conversation_id", room);
    assertProblem(tell(ben, "conversation", "ext:direct-room", "3"), 404, "not-found");
    assertProblem(tell(ann, "user", "ext:direct-room", "4"), 404, "not-found");
    assertProblem(tell(ann, "conversation", "ext:ben-direct", "4"), 404, "not-found");
    assertThat(tell(ann, "user", "ext:nobody", "4").body()).contains("\"field\":\"receiver_id\"");
    assertField(tell(ann, "everybody", "ext:ben-direct", "4"), "invalid-field", "receiver_kind");
    assertField(tell(ann, "user", "ann", "4"), "invalid-field", "receiver_id");
    ben.did("PUT", "/api/blocks/" + ann.id());
    assertProblem(tell(ann, "user", ben.id(), "5"), 403, "not-allowed");
  }

  private RawHttp.Answer tell(Person sender, String kind, String receiver, String id)
      throws IOException {
    return shop.call(
        "POST",
        as(sender) + "/messages",
        "receiver_kind",
        kind,
        "receiver_id",
        receiver,
        "client_msg_id",
        id,
        "text",
        "hello");
  }

  private Map<String, Object> say(Person sender, String kind, String receiver, String id)
      throws IOException {
    RawHttp.Answer answer = tell(sender, kind, receiver, id);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JsonTree.read(answer.body());
  }

  @Test
  void shouldActForNobodyWhoIsTurnedAwayDeletedOrTheServerItself() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-away");
    String room = BackEnd.group(shop, "away", ann);
    try (LiveClient live = LiveClient.on(ann)) {
      assertThat(shop.did("POST", as(ann) + "/disable")).containsEntry("enabled", false);
      live.closedWithin(Duration.ofSeconds(5));
    }
    assertProblem(ann.call("GET", "/api/me"), 401, "session-ended");
    assertProblem(shop.call("POST", as(ann) + "/sessions"), 403, "not-allowed");
    assertProblem(shop.call("GET", in(ann, room) + "/messages"), 403, "not-allowed");
    shop.did("POST", as(ann) + "/enable");
    shop.did("GET", in(ann, room) + "/messages");

    shop.did("DELETE", as(ann));
    assertProblem(shop.call("GET", as(ann)), 404, "not-found");
    assertProblem(shop.call("POST", as(ann) + "/sessions"), 404, "not-found");
    assertProblem(shop.call("GET", "/api/server/users/ext:ann-away"), 404, "not-found");
    assertThat(BackEnd.bringIn(shop, "ann-away").id()).isNotEqualTo(ann.id());

    assertProblem(shop.call("POST", "/api/server/users/1/sessions"), 403, "not-allowed");
    assertProblem(
        shop.call("PATCH", "/api/server/users/1", "display_name", "x"), 403, "not-allowed");
    assertProblem(shop.call("POST", "/api/server/users/1/disable"), 403, "not-allowed");
    assertProblem(shop.call("DELETE", "/api/server/users/1"), 403, "not-allowed");
    assertProblem(shop.call("DELETE", "/api/server/users/1/sessions"), 403, "not-allowed");
  }

  @Test
  void shouldEndAllSessionsOfAUser() throws IOException {
    Person ann = BackEnd.bringIn(shop, "ann-out");
    assertThat(Person.rows(ann.did("GET", "/api/sessions"), "sessions"))
        .extracting(session -> session.get("device"))
        .containsExactly("Web");
    shop.did("DELETE", as(ann) + "/sessions");
    assertProblem(ann.call("GET", "/api/me"), 401, "session-ended");
  }

  @Test
  void shouldEndAKeyAtOnceAndAReplacedSecretWithItsGraceTime() throws IOException {
    Person one = BackEnd.of(http, Scope.USERS_READ);
    Person operator = BackEnd.operator(http);
    one.did("GET", "/api/server/users");
    Map<String, Object> rotated =
        operator.did("POST", "/api/admin/keys/" + one.id() + "/rotate", "grace_seconds", 3600);
    Person two = new Person(http, "shop", one.id(), String.valueOf(rotated.get("secret")));
    one.did("GET", "/api/server/users");
    two.did("GET", "/api/server/users");
    operator.did("POST", "/api/admin/keys/" + one.id() + "/rotate");
    assertProblem(one.call("GET", "/api/server/users"), 401, "unauthenticated");
    assertProblem(two.call("GET", "/api/server/users"), 401, "unauthenticated");

    Person gone = BackEnd.of(http, Scope.USERS_READ);
    assertThat(operator.call("GET", "/api/admin/keys").body())
        .contains("\"id\":\"" + gone.id() + "\"", gone.token().substring(0, 16))
        .doesNotContain(gone.token().substring(16));
    gone.did("GET", "/api/server/users");
    operator.did("DELETE", "/api/admin/keys/" + gone.id());
    assertProblem(gone.call("GET", "/api/server/users"), 401, "unauthenticated");
    assertProblem(operator.call("DELETE", "/api/admin/keys/" + gone.id()), 404, "not-found");
    assertField(
        operator.call("POST", "/api/admin/keys", "name", "x", "scopes", List.of("all")),
        "invalid-field",
        "scopes");
  }
}
