package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class PresenceTest {
  private final Stage stage;

  PresenceTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist(61)
  void theFirstMemberSeesItself() {
    Frame joined =
        stage
            .connect()
            .joinMember(
                "presence-first", "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}");
    assertThat(joined.data())
        .isEqualTo(
            Json.parse(
                "{\"presence\":{\"count\":1,\"ids\":[\"10\"],"
                    + "\"hash\":{\"10\":{\"name\":\"Mr. Channels\"}}}}"));
  }

  @Test
  @Checklist({62, 66})
  void theOthersHearOfANewMemberOnce() {
    Probe first = stage.connect();
    Probe second = stage.connect();
    first.joinAs("presence-second", "1");
    Frame joined = second.joinAs("presence-second", "2");
    Frame added = first.expect("pusher_internal:member_added", "presence-second");
    assertThat(added.data())
        .isEqualTo(Json.parse("{\"user_id\":\"2\",\"user_info\":{\"name\":\"N2\"}}"));
    assertThat(added.hasUserId()).isFalse();
    assertMembers(joined, "1", "2");
    first.expectNothing(stage.api());
    second.expectNothing(stage.api());
  }

  @Test
  @Checklist({62, 61})
  void aNumericIdIsAStringToEverybody() {
    Probe first = stage.connect();
    first.joinAs("presence-numeric", "1");
    Probe second = stage.connect();
    second.joinMember("presence-numeric", "{\"user_id\":12345678901234567890}");
    JsonNode id = first.expect("pusher_internal:member_added").data().path("user_id");
    assertThat(id.isTextual()).isTrue();
    assertThat(id.asText()).isEqualTo("12345678901234567890");
    second.leave("presence-numeric");
    JsonNode left = first.expect("pusher_internal:member_removed").data();
    assertThat(left).isEqualTo(Json.parse("{\"user_id\":\"12345678901234567890\"}"));
  }

  @Test
  @Checklist({63, 64, 66})
  void aUserIsOneMemberHoweverManyTabs() {
    Probe watcher = stage.connect();
    watcher.joinAs("presence-tabs", "1");
    Probe tab = stage.connect();
    tab.joinAs("presence-tabs", "2");
    watcher.expect("pusher_internal:member_added");
    Probe otherTab = stage.connect();
    assertMembers(otherTab.joinAs("presence-tabs", "2"), "1", "2");
    watcher.expectNothing(stage.api());
    tab.expectNothing(stage.api());

    tab.leave("presence-tabs");
    tab.expectNothing();
    watcher.expectNothing(stage.api());
    otherTab.expectNothing(stage.api());

    otherTab.leave("presence-tabs");
    Frame removed = watcher.expect("pusher_internal:member_removed", "presence-tabs");
    assertThat(removed.data()).isEqualTo(Json.parse("{\"user_id\":\"2\"}"));
    watcher.expectNothing(stage.api());
    otherTab.expectNothing(stage.api());
  }

  @ParameterizedTest
  @Checklist(65)
  @ValueSource(strings = {"{\"user_id\":\"1\"}", "{\"user_id\":\"1\",\"user_info\":null}"})
  void aMemberWithoutInfoHasAnEmptyObject(String channelData) {
    String channel = "presence-plain-" + channelData.length();
    Frame joined = stage.connect().joinMember(channel, channelData);
    assertThat(joined.data().path("presence").path("hash")).isEqualTo(Json.parse("{\"1\":{}}"));
  }

  @ParameterizedTest
  @Checklist({67, 73})
  @ValueSource(
      strings = {
        "{\"user_id\":\"1\",\"user_info\":\"text\"}",
        "{\"user_id\":\"1\",\"user_info\":[1]}",
        "{\"user_id\":\"1\",\"user_info\":7}",
        "not json",
        "[]",
        "7",
        "{}",
        "{\"user_id\":\"\"}",
        "{\"user_id\":null}",
        "{\"user_id\":{}}",
        "{\"user_id\":true}",
        "{\"user_info\":{\"user_id\":\"1\"}}"
      })
  void improperMemberDataIsRefused(String channelData) {
    Probe probe = stage.connect();
    probe.subscribeMember("presence-improper", channelData);
    probe.expectRefused("presence-improper");
    stage.api().get("/channels/presence-improper/users").expectOk("{\"users\":[]}");
  }

  @Test
  @Checklist(68)
  void changedInfoIsSeenByLaterMembersOnly() {
    Probe watcher = stage.connect();
    watcher.joinAs("presence-info", "1");
    Probe old = stage.connect();
    old.joinMember("presence-info", "{\"user_id\":\"2\",\"user_info\":{\"v\":1}}");
    watcher.expect("pusher_internal:member_added");
    stage.connect().joinMember("presence-info", "{\"user_id\":\"2\",\"user_info\":{\"v\":2}}");
    watcher.expectNothing(stage.api());
    old.expectNothing(stage.api());
    Frame late = stage.connect().joinAs("presence-info", "3");
    assertThat(late.data().path("presence").path("hash").path("2"))
        .isEqualTo(Json.parse("{\"v\":2}"));
  }

  @Test
  @Checklist(69)
  void aFullChannelStillTakesItsMembers() {
    Stage small = stage.with(Setup.standard().withLimit(Limit.PRESENCE_MEMBERS, 2));
    Probe first = small.connect();
    first.joinAs("presence-full", "1");
    Probe second = small.connect();
    second.joinAs("presence-full", "2");
    Probe third = small.connect();
    third.subscribeMember("presence-full", "{\"user_id\":\"3\"}");
    JsonNode refusal = third.expectRefused("presence-full").data();
    assertThat(refusal.path("type").asText()).isEqualTo("LimitReached");
    assertThat(refusal.path("status").intValue()).isEqualTo(403);
    Probe firstAgain = small.connect();
    assertMembers(firstAgain.joinAs("presence-full", "1"), "1", "2");
    second.leave("presence-full");
    second.expectNothing();
    assertMembers(third.joinMember("presence-full", "{\"user_id\":\"3\"}"), "1", "3");
  }

  @Test
  @Checklist(70)
  void aTooLargeMemberIsRefused() {
    Probe probe = stage.connect();
    String longId = "u".repeat(128);
    probe.joinMember("presence-long-id", "{\"user_id\":\"" + longId + "\"}");
    probe.leave("presence-long-id");
    probe.subscribeMember("presence-long-id", "{\"user_id\":\"" + longId + "u\"}");
    probe.expectRefused("presence-long-id");
    probe.subscribeMember(
        "presence-large",
        "{\"user_id\":\"1\",\"user_info\":{\"bio\":\"" + "b".repeat(1_100) + "\"}}");
    probe.expectRefused("presence-large");
    probe.joinMember(
        "presence-large",
        "{\"user_id\":\"1\",\"user_info\":{\"bio\":\"" + "b".repeat(900) + "\"}}");
  }

  @Test
  @Checklist(71)
  void whoeverVanishesHasLeft() {
    Probe watcher = stage.connect();
    watcher.joinAs("presence-vanish", "1");
    Probe closed = stage.connect();
    closed.joinAs("presence-vanish", "2");
    Probe reset = stage.connect();
    reset.joinAs("presence-vanish", "3");
    watcher.expect("pusher_internal:member_added");
    watcher.expect("pusher_internal:member_added");
    closed.close();
    assertThat(watcher.expect("pusher_internal:member_removed").data().path("user_id").asText())
        .isEqualTo("2");
    reset.reset();
    assertThat(watcher.expect("pusher_internal:member_removed").data().path("user_id").asText())
        .isEqualTo("3");
    watcher.expectNothing(stage.api());
  }

  @Test
  @Checklist(72)
  void aSignedInUserJoinsAsItself() {
    Probe watcher = stage.connect();
    watcher.joinAs("presence-signed", "1");
    Probe probe = stage.connect();
    probe.signIn("{\"id\":\"ada\",\"user_info\":{\"name\":\"Ada\"}}");
    Frame joined = probe.join("presence-signed");
    assertMembers(joined, "1", "ada");
    assertThat(joined.data().path("presence").path("hash").path("ada"))
        .isEqualTo(Json.parse("{\"name\":\"Ada\"}"));
    assertThat(watcher.expect("pusher_internal:member_added").data())
        .isEqualTo(Json.parse("{\"user_id\":\"ada\",\"user_info\":{\"name\":\"Ada\"}}"));
  }

  @Test
  @Checklist(72)
  void explicitMemberDataWinsOverTheSignIn() {
    Probe probe = stage.connect();
    probe.signIn("{\"id\":\"ada\"}");
    assertMembers(probe.joinAs("presence-explicit", "2"), "2");
  }

  @Test
  @Checklist(73)
  void nobodyJoinsPresenceWithoutAnId() {
    Probe probe = stage.connect();
    probe.subscribe("presence-anonymous");
    probe.expectRefused("presence-anonymous");
  }

  private static void assertMembers(Frame joined, String... ids) {
    JsonNode presence = joined.data().path("presence");
    var listed = new TreeSet<String>();
    presence.path("ids").forEach(id -> listed.add(id.textValue()));
    var keys = new TreeSet<String>();
    presence.path("hash").fieldNames().forEachRemaining(keys::add);
    assertThat(listed).containsExactly(ids);
    assertThat(keys).isEqualTo(listed);
    assertThat(presence.path("ids").size()).isEqualTo(ids.length);
    assertThat(presence.path("count").intValue()).isEqualTo(ids.length);
  }
}
