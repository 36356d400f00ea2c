package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever loses access hears nothing more on sockets that are already open. */
@ParameterizedClass
@EnumSource(Engine.class)
class AccessEndsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int UNAUTHORIZED = 4009;
  private static final String ADMIN = "admin-token-of-this-test";

  @RegisterExtension static final Servers SERVERS = Servers.with(Map.of("admin-token", ADMIN));

  private final ServerFixture place;
  private final RawHttp http;

  AccessEndsTest(Engine engine) {
    place = SERVERS.on(engine);
    http = place.http();
  }

  private Person person(String name) throws IOException {
    return Person.register(http, name);
  }

  private static String channel(String conversation) {
    return "private-conversation-" + conversation;
  }

  /** Two members, of whom the second will lose access, and a third who stays and hears all. */
  private record Group(Person ann, Person ben, Person cat, String id) {
    static Group of(RawHttp http, String suffix) throws IOException {
      Person ann = Person.register(http, "ann_" + suffix);
      Person ben = Person.register(http, "ben_" + suffix);
      Person cat = Person.register(http, "cat_" + suffix);
      return new Group(ann, ben, cat, ann.group("group", ben, cat));
    }

    String members() {
      return "/api/conversations/" + id + "/members";
    }

    /** Ben was told that it is over, and then nothing, though Cat hears the next body. */
    void assertBenIsOut(LiveClient benLive, LiveClient catLive) throws IOException {
      int before = benLive.heard("message:new").size();
      ann.say(id, "without Ben");
      while (!catLive.await("message:new").data().contains("without Ben")) {}
      benLive.settle();
      assertThat(benLive.heard("message:new").subList(before, benLive.heard("message:new").size()))
          .noneMatch(event -> event.data().contains("without Ben"));
      assertThat(benLive.heard("message:new")).noneMatch(event -> event.data().contains("without"));
      Api.assertProblem(benLive.sign(channel(id)), 404, "not-found");
    }
  }

  @Test
  void shouldPushNothingToWhoLeft() throws IOException {
    Group group = Group.of(http, "leave");
    try (LiveClient benLive = LiveClient.on(group.ben, channel(group.id));
        LiveClient catLive = LiveClient.on(group.cat, channel(group.id))) {
      group.ben.did("POST", "/api/conversations/" + group.id + "/leave");
      assertThat(benLive.await("conversation:remove").data()).contains("removed");
      group.assertBenIsOut(benLive, catLive);
    }
  }

  @Test
  void shouldPushNothingToWhoWasRemoved() throws IOException {
    Group group = Group.of(http, "removed");
    try (LiveClient benLive = LiveClient.on(group.ben, channel(group.id));
        LiveClient catLive = LiveClient.on(group.cat, channel(group.id))) {
      group.ann.did("DELETE", group.members() + "/" + group.ben.id());
      group.assertBenIsOut(benLive, catLive);
      assertThat(benLive.heard("pusher:subscription_error"))
          .anyMatch(event -> event.channel().equals(channel(group.id)));
    }
  }

  @Test
  void shouldRefuseASignatureThatWasGivenBeforeTheRemoval() throws IOException {
    Group group = Group.of(http, "late");
    try (LiveClient benLive = LiveClient.on(group.ben);
        LiveClient catLive = LiveClient.on(group.cat, channel(group.id))) {
      Map<String, Object> signature = JsonTree.read(benLive.sign(channel(group.id)).body());
      group.ann.did("DELETE", group.members() + "/" + group.ben.id());
      benLive.await("conversation:remove");
      benLive.subscribe(channel(group.id), signature);
      assertThat(benLive.await("pusher:subscription_error").data()).contains("access ended");
      group.assertBenIsOut(benLive, catLive);
    }
  }

  @Test
  void shouldLetBackInWhoWasAddedAgain() throws IOException {
    Group group = Group.of(http, "again");
    try (LiveClient benLive = LiveClient.on(group.ben, channel(group.id))) {
      group.ann.did("DELETE", group.members() + "/" + group.ben.id());
      benLive.await("conversation:remove");
      group.ann.did("POST", group.members(), "user_ids", List.of(group.ben.id()));
      benLive.await("conversation:new");
      benLive.subscribe(channel(group.id));
      group.ann.say(group.id, "welcome back");
      while (!benLive.await("message:new").data().contains("welcome back")) {}
    }
  }

  @Test
  void shouldPushNothingOfADissolvedConversation() throws IOException {
    Group group = Group.of(http, "dissolve");
    try (LiveClient benLive =
        LiveClient.on(group.ben, channel(group.id), "presence-conversation-" + group.id)) {
      group.ann.did("POST", "/api/conversations/" + group.id + "/dissolve");
      assertThat(benLive.await("conversation:remove").data()).contains("dissolved");
      benLive.settle();
      assertThat(benLive.heard("pusher:subscription_error")).hasSize(2);
      Api.assertProblem(benLive.sign(channel(group.id)), 404, "not-found");
    }
  }

  @Test
  void shouldCloseTheSocketOfWhoSignsOutWithinASecond() throws IOException {
    Person ann = person("ann_out");
    RawHttp.Answer answer =
        http.post("/api/auth/login", Api.json("identifier", "ann_out", "password", Api.PASSWORD));
    Map<String, Object> session = JsonTree.read(answer.body());
    var here = new Person(http, "ann_out", ann.id(), String.valueOf(session.get("access_token")));
    try (LiveClient stays = LiveClient.on(ann);
        LiveClient goes = LiveClient.on(here)) {
      http.post(
          "/api/auth/logout",
          Api.json("refresh_token", String.valueOf(session.get("refresh_token"))));
      assertThat(goes.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
      stays.settle();
    }
  }

  @Test
  void shouldCloseTheSocketOfADeviceThatIsSignedOutFromAnother() throws IOException {
    Person ann = person("ann_remote");
    Person other = again("ann_remote", ann);
    try (LiveClient goes = LiveClient.on(ann);
        LiveClient stays = LiveClient.on(other)) {
      other.did("DELETE", "/api/sessions?others=true");
      assertThat(goes.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
      stays.settle();
    }
  }

  @Test
  void shouldCloseTheOtherSocketsWhenThePasswordChanges() throws IOException {
    Person ann = person("ann_password");
    Person other = again("ann_password", ann);
    try (LiveClient goes = LiveClient.on(ann);
        LiveClient stays = LiveClient.on(other)) {
      other.did(
          "POST",
          "/api/auth/password/change",
          "current_password",
          Api.PASSWORD,
          "new_password",
          "eight blue Windows");
      assertThat(goes.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
      stays.settle();
    }
  }

  @Test
  void shouldCloseTheSocketsOfADeletedAccount() throws IOException {
    Person ann = person("ann_deleted");
    Person ben = person("ben_deleted");
    String chat = ann.direct(ben);
    try (LiveClient goes = LiveClient.on(ann, channel(chat));
        LiveClient benLive = LiveClient.on(ben, channel(chat))) {
      ann.did("DELETE", "/api/me", "password", Api.PASSWORD);
      assertThat(goes.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
      benLive.await("conversation:remove");
    }
  }

  @Test
  void shouldCloseTheSocketsOfASuspendedAccount() throws IOException {
    Person ann = person("ann_suspended");
    try (LiveClient goes = LiveClient.on(ann)) {
      assertThat(
              http.send(
                      "POST",
                      "/api/admin/users/ann_suspended/disable",
                      "",
                      "Authorization: Bearer " + ADMIN)
                  .status())
          .isEqualTo(200);
      assertThat(goes.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
    }
  }

  @Test
  void shouldEndTypingBehindABlock() throws IOException {
    Person ann = person("ann_block");
    Person ben = person("ben_block");
    String chat = ann.direct(ben);
    String open = "presence-conversation-" + chat;
    try (LiveClient annLive = LiveClient.on(ann, channel(chat), open);
        LiveClient benLive = LiveClient.on(ben, channel(chat), open)) {
      ann.did("PUT", "/api/blocks/" + ben.id());
      benLive.await("pusher:subscription_error");
      benLive.await("pusher:subscription_error");
      benLive.subscribe(channel(chat));
      benLive.clientEvent("client-typing", channel(chat), "{}");
      assertThat(benLive.await("pusher:error").data()).contains("does not allow client events");
      Api.assertProblem(benLive.sign(open), 403, "not-allowed");
      annLive.settle();
      assertThat(annLive.heard("client-typing")).isEmpty();
    }
  }

  private Person again(String name, Person person) throws IOException {
    RawHttp.Answer answer =
        http.post("/api/auth/login", Api.json("identifier", name, "password", Api.PASSWORD));
    return new Person(
        http, name, person.id(), String.valueOf(JsonTree.read(answer.body()).get("access_token")));
  }
}
