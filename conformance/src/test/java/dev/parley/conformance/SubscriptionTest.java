package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Auth;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class SubscriptionTest {
  private final Stage stage;

  SubscriptionTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist({44, 45})
  @ValueSource(
      strings = {
        "{\"channel\":\"a\",\"auth\":\"\"}",
        "{\"channel\":\"a\"}",
        "{\"channel\":\"a\",\"auth\":null,\"channel_data\":null}",
        "{\"channel_data\":\"\",\"auth\":\"\",\"channel\":\"a\"}",
        "\"{\\\"channel\\\":\\\"a\\\"}\""
      })
  void aPublicChannelNeedsNoAuth(String data) {
    Probe probe = stage.connect();
    probe.send("pusher:subscribe", data);
    Frame success = probe.expect("pusher_internal:subscription_succeeded", "a");
    assertThat(success.dataText()).isEqualTo("{}");
    probe.expectNothing();
  }

  @ParameterizedTest
  @Checklist(27)
  @ValueSource(
      strings = {"{}", "[]", "7", "null", "{\"channel\":7}", "{\"channel\":null}", "\"x\""})
  void aSubscriptionWithoutAChannelIsRefused(String data) {
    Probe probe = stage.connect();
    probe.send("pusher:subscribe", data);
    probe.expectError(null);
    probe.join("after-refusal");
  }

  @Test
  @Checklist(46)
  void aSecondSubscriptionChangesNothing() {
    Probe probe = stage.connect();
    probe.join("twice");
    probe.subscribe("twice");
    probe.expectError(null);
    stage.api().publish("twice", "once", "1").expectOk();
    probe.expect("once", "twice");
    probe.expectNothing(stage.api());
    stage
        .api()
        .request("GET", "/channels/twice")
        .query("info", "subscription_count")
        .send()
        .expectOk("{\"occupied\":true,\"subscription_count\":1}");
    probe.leave("twice");
    probe.expectNothing();
    stage.api().get("/channels/twice").expectOk("{\"occupied\":false}");
  }

  @Test
  @Checklist(47)
  void afterUnsubscribingNothingMoreComes() {
    Probe probe = stage.connect();
    probe.join("left");
    probe.leave("left");
    probe.expectNothing();
    stage.api().publish("left", "unheard", "1").expectOk();
    probe.expectNothing(stage.api());
    probe.join("left");
  }

  @Test
  @Checklist(48)
  void leavingWhatWasNotJoinedIsRefusedAndHarmless() {
    Probe probe = stage.connect();
    probe.leave("never-joined");
    probe.expectError(null);
    probe.expectNothing();
  }

  @Test
  @Checklist(49)
  void aSignedPrivateSubscriptionSucceeds() {
    Probe probe = stage.connect();
    assertThat(probe.join("private-signed").dataText()).isEqualTo("{}");
    stage.api().publish("private-signed", "e", "1").expectOk();
    probe.expect("e", "private-signed");
  }

  @Test
  @Checklist(49)
  void anUpperCaseSignatureIsTheSameSignature() {
    Probe probe = stage.connect();
    String signature =
        Auth.sign(TestApp.SECRET, probe.socketId() + ":private-upper").toUpperCase(Locale.ROOT);
    probe.subscribe("private-upper", TestApp.KEY + ":" + signature);
    probe.expect("pusher_internal:subscription_succeeded", "private-upper");
  }

  @Test
  @Checklist(49)
  void anyKeyOfTheAppMaySign() {
    Stage rotating =
        stage.with(Setup.standard().withApps(TestApp.withSecondKey("newer-key", "newer-secret")));
    Probe probe = rotating.connect();
    probe.subscribe(
        "private-a", "newer-key:" + Auth.sign("newer-secret", probe.socketId() + ":private-a"));
    probe.expect("pusher_internal:subscription_succeeded", "private-a");
    Probe newer = rotating.dial().key("newer-key").connect();
    newer.join("private-b");
    newer.subscribe(
        "private-c", "newer-key:" + Auth.sign(TestApp.SECRET, newer.socketId() + ":private-c"));
    newer.expectRefused("private-c");
  }

  @ParameterizedTest
  @Checklist({50, 51})
  @ValueSource(strings = {"private-no", "private-cache-no", "private-encrypted-no", "presence-no"})
  void wrongAuthIsRefusedWithoutClosing(String channel) {
    Probe probe = stage.connect();
    String id = probe.socketId();
    String[] wrong = {
      "",
      "nonsense",
      TestApp.KEY,
      TestApp.KEY + ":",
      TestApp.KEY + ":" + "0".repeat(64),
      TestApp.KEY + ":é",
      "no-such-key:" + Auth.sign(TestApp.SECRET, id + ":" + channel),
      TestApp.OTHER_KEY + ":" + Auth.sign(TestApp.OTHER_SECRET, id + ":" + channel),
      Auth.channel("1234.1234", channel),
      Auth.channel(id, channel + "x")
    };
    for (String auth : wrong) {
      probe.subscribe(channel, auth);
      probe.expectRefused(channel);
    }
    stage.api().publish(channel, "secret-event", "1").expectOk();
    probe.expectNothing(stage.api());
  }

  @Test
  @Checklist({50, 51})
  void theRefusalSaysWhatShouldHaveBeenSigned() {
    Probe probe = stage.connect();
    probe.subscribe("private-said", TestApp.KEY + ":bad");
    Frame error = probe.expectError(null);
    assertThat(error.errorMessage()).contains(probe.socketId() + ":private-said");
    assertThat(error.text()).doesNotContain(TestApp.SECRET);
    JsonNode refusal = probe.expect("pusher:subscription_error", "private-said").data();
    assertThat(refusal.path("type").asText()).isEqualTo("AuthError");
    assertThat(refusal.path("status").isIntegralNumber()).isTrue();
    assertThat(refusal.path("status").intValue()).isEqualTo(401);
    assertThat(refusal.path("error").asText()).isNotBlank();
  }

  @Test
  @Checklist(53)
  void dotNetHearsARefusalUnderTheNameItListensTo() {
    Probe dotNet =
        stage.dial().query("protocol=5&client=pusher-dotnet-client&version=2.3.0").connect();
    dotNet.subscribe("private-dotnet", "bad");
    assertThat(dotNet.skipTo("pusher_internal:subscription_error").channel())
        .isEqualTo("private-dotnet");
    Probe js = stage.connect();
    js.subscribe("private-js", "bad");
    js.expectRefused("private-js");
    js.expectNothing();
  }

  @Test
  @Checklist(54)
  void anEncryptedChannelAuthorisesLikeAPrivateOne() {
    Probe probe = stage.connect();
    assertThat(probe.join("private-encrypted-x").text())
        .isEqualTo(
            "{\"event\":\"pusher_internal:subscription_succeeded\","
                + "\"channel\":\"private-encrypted-x\",\"data\":\"{}\"}");
    probe.subscribe("private-encrypted-y", "");
    probe.expectRefused("private-encrypted-y");
  }

  @Test
  @Checklist(54)
  void noCountIsSentOnEncryptedChannels() {
    Probe probe = stage.connect().withCounts();
    probe.join("private-encrypted-quiet");
    probe.expectNothing();
  }

  @ParameterizedTest
  @Checklist(58)
  @ValueSource(
      strings = {
        "{\"channel\":\"extra\",\"filter\":{\"eq\":[\"a\",1]},\"delta\":true}",
        "{\"delta\":[[[]]],\"channel\":\"extra\",\"shared_secret\":\"s\",\"x\":null}"
      })
  void unknownKeysOfASubscriptionAreIgnored(String data) {
    Probe probe = stage.connect();
    probe.send("pusher:subscribe", data);
    probe.expect("pusher_internal:subscription_succeeded", "extra");
  }

  @Test
  @Checklist(60)
  void noEventOvertakesTheSuccess() throws InterruptedException {
    // a publisher hammers the channel while clients join: none may hear it before its success
    Thread publisher =
        Thread.startVirtualThread(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            stage.api().publish("busy", "tick", "1").expectOk();
          }
        });
    try {
      for (int i = 0; i < 100; i++) {
        Probe probe = stage.connect();
        probe.join("busy");
        probe.expect("tick", "busy");
        probe.close();
      }
    } finally {
      publisher.interrupt();
      publisher.join();
    }
  }

  @Test
  void oneConnectionCannotSubscribeWithoutBound() {
    Stage small = stage.with(Setup.standard().withLimit(Limit.SUBSCRIPTIONS_PER_CONNECTION, 2));
    Probe probe = small.connect();
    probe.join("a");
    probe.join("b");
    probe.subscribe("c");
    JsonNode refusal = probe.expectRefused("c").data();
    assertThat(refusal.path("type").asText()).isEqualTo("LimitReached");
    assertThat(refusal.path("status").intValue()).isEqualTo(403);
    probe.leave("a");
    probe.join("c");
  }
}
