package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Auth;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class SignInTest {
  private final Stage stage;
  private final SignedApi api;

  SignInTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @ParameterizedTest
  @Checklist(88)
  @ValueSource(
      strings = {
        "{\"id\":\"12345\"}",
        "{ \"user_info\" : {\"name\":\"Zoë \uD83D\uDE00\"}, \"id\":\"z\", \"other\": [1] }"
      })
  void signingInEchoesTheUserDataAsAString(String userData) {
    Frame success = stage.connect().signIn(userData);
    assertThat(success.channel()).isNull();
    JsonNode echoed = success.data().path("user_data");
    assertThat(echoed.isTextual()).isTrue();
    assertThat(echoed.textValue()).isEqualTo(userData);
  }

  @ParameterizedTest
  @Checklist(90)
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":\"\"}",
        "{\"id\":12345}",
        "{\"id\":null}",
        "{\"id\":\"a b\"}",
        "{\"id\":\"a/b\"}",
        "{\"id\":\"1\",\"user_info\":\"text\"}",
        "{\"id\":\"1\",\"watchlist\":\"2\"}",
        "{\"id\":\"1\",\"watchlist\":[2]}",
        "not json",
        "[]",
        "7"
      })
  void improperUserDataIsRefused(String userData) {
    Probe probe = stage.connect();
    probe.askToSignIn(userData);
    probe.expectError(null);
    probe.subscribe("#server-to-user-1", "");
    probe.expectRefused("#server-to-user-1");
    probe.signIn("{\"id\":\"proper\"}");
  }

  @Test
  @Checklist(90)
  void aWrongSignatureDoesNotSignIn() {
    Probe probe = stage.connect();
    String data = "{\"id\":\"mallory\"}";
    String[] wrong = {
      TestApp.KEY + ":" + "0".repeat(64),
      Auth.user("1234.1234", data),
      Auth.channel(probe.socketId(), ":user::" + data) + "0",
      TestApp.OTHER_KEY
          + ":"
          + Auth.sign(TestApp.OTHER_SECRET, probe.socketId() + "::user::" + data),
      "",
      "x"
    };
    for (String auth : wrong) {
      probe.send(
          "pusher:signin",
          "{\"auth\":%s,\"user_data\":%s}".formatted(Json.literal(auth), Json.literal(data)));
      assertThat(probe.expectError(null).text()).doesNotContain(TestApp.SECRET);
    }
    probe.send("pusher:signin", "{}");
    probe.expectError(null);
    probe.subscribe("#server-to-user-mallory", "");
    probe.expectRefused("#server-to-user-mallory");
  }

  @Test
  @Checklist(91)
  void aConnectionStaysOneUser() {
    Probe probe = stage.connect();
    probe.signIn("{\"id\":\"one\"}");
    probe.askToSignIn("{\"id\":\"two\"}");
    probe.expectError(null);
    probe.signIn("{\"id\":\"one\"}");
    probe.join("#server-to-user-one");
    probe.subscribe("#server-to-user-two", "");
    probe.expectRefused("#server-to-user-two");
  }

  @Test
  @Checklist(92)
  void aUsersChannelIsOpenToThatUserOnly() {
    Probe stranger = stage.connect();
    stranger.subscribe("#server-to-user-owner", "");
    stranger.expectRefused("#server-to-user-owner");
    stranger.subscribe(
        "#server-to-user-owner", Auth.channel(stranger.socketId(), "#server-to-user-owner"));
    stranger.expectRefused("#server-to-user-owner");
    stranger.signIn("{\"id\":\"other\"}");
    for (String channel : new String[] {"#server-to-user-owner", "#server-to-user-"}) {
      stranger.subscribe(channel, "");
      stranger.expectRefused(channel);
    }
    Probe owner = stage.connect();
    owner.signIn("{\"id\":\"owner\"}");
    assertThat(owner.join("#server-to-user-owner").dataText()).isEqualTo("{}");
    api.publish("#server-to-user-owner", "private-word", "1").expectOk("{}");
    owner.expect("private-word", "#server-to-user-owner");
    stranger.expectNothing(api);
  }

  @Test
  @Checklist(93)
  void anEventToAUserReachesAllItsConnections() {
    Probe[] tabs = {stage.connect(), stage.connect()};
    for (Probe tab : tabs) {
      tab.signIn("{\"id\":\"12345\"}");
      tab.join("#server-to-user-12345");
    }
    api.publish("#server-to-user-12345", "note", "{\"n\":1}").expectOk("{}");
    for (Probe tab : tabs) {
      assertThat(tab.expect("note", "#server-to-user-12345").dataText()).isEqualTo("{\"n\":1}");
      tab.expectNothing(api);
    }
  }

  @Test
  @Checklist(94)
  void anEventToAnAbsentUserIsNoError() {
    api.publish("#server-to-user-absent", "note", "1").expectOk("{}");
  }

  @Test
  @Checklist(95)
  void terminatingEndsTheSignedInConnectionsOfThatUserOnly() {
    Probe first = stage.connect();
    Probe second = stage.connect();
    Probe member = stage.connect();
    Probe other = stage.connect();
    first.signIn("{\"id\":\"ended\"}");
    second.signIn("{\"id\":\"ended\"}");
    member.joinAs("presence-ended", "ended");
    other.signIn("{\"id\":\"ended2\"}");
    api.post("/users/ended/terminate_connections", "{}").expectOk("{}");
    first.expectFatal(4009);
    second.expectFatal(4009);
    member.expectNothing(api);
    other.expectNothing(api);
    Probe back = stage.connect();
    back.signIn("{\"id\":\"ended\"}");
    back.expectNothing(api);
  }

  @Test
  @Checklist(96)
  void terminatingAnUnknownUserIsNoError() {
    api.post("/users/nobody/terminate_connections", "{}").expectOk("{}");
    api.request("POST", "/users/nobody/terminate_connections").send().expectOk("{}");
  }

  @Test
  @Checklist(97)
  void terminatingWorksWithoutTheAppInThePath() {
    Probe probe = stage.connect();
    probe.signIn("{\"id\":\"short-path\"}");
    api.requestTo("POST", "/users/short-path/terminate_connections")
        .body("{}")
        .send()
        .expectOk("{}");
    probe.expectFatal(4009);
    api.requestTo("POST", "/users/short-path/terminate_connections")
        .key(TestApp.KEY, "wrong-secret")
        .body("{}")
        .send()
        .expectRefused(401);
  }

  @Test
  @Checklist(102)
  void strangersAreClosedWhereTheAppAsksForIt() {
    Stage strict =
        stage.with(
            Setup.standard()
                .withOptions(o -> o.with(Feature.AUTHORIZED_CONNECTIONS, true))
                .withLimit(Limit.AUTHORIZATION_TIMEOUT_MILLIS, 1_500));
    Probe signedIn = strict.connect();
    signedIn.signIn("{\"id\":\"known\"}");
    Probe privately = strict.connect();
    privately.join("private-known");
    Probe present = strict.connect();
    present.joinAs("presence-known", "1");
    Probe refused = strict.connect();
    refused.subscribe("private-unknown", "");
    refused.expectRefused("private-unknown");
    Probe publicly = strict.connect();
    publicly.join("public");
    Probe idle = strict.connect();
    refused.expectFatal(4009);
    publicly.expectFatal(4009);
    idle.expectFatal(4009);
    // these three connected first: their time would have been over before
    signedIn.expectNothing();
    privately.expectNothing();
    present.expectNothing();
  }
}
