package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Feature;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class ClientEventTest {
  private final Stage stage;

  ClientEventTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist({103, 105})
  @ValueSource(strings = {"private-talk", "presence-talk", "private-cache-talk"})
  void theOthersHearItAndTheSenderDoesNot(String channel) {
    Probe sender = join(stage.connect(), channel, "1");
    Probe second = join(stage.connect(), channel, "1");
    Probe third = join(stage.connect(), channel, "1");
    sender.trigger("client-typing", channel, "{\"a\":1}");
    for (Probe other : new Probe[] {second, third}) {
      Frame heard = other.expect("client-typing", channel);
      assertThat(heard.dataText()).isEqualTo("{\"a\":1}");
      assertThat(heard.hasUserId()).isEqualTo(channel.startsWith("presence-"));
    }
    sender.expectNothing(stage.api());
  }

  @ParameterizedTest
  @Checklist(104)
  @ValueSource(strings = {"{\"b\":1,\"a\":[2,\"x\",null]}", "[1,2]", "7", "true", "{}"})
  void structuredDataArrivesAsJsonText(String json) {
    Probe receiver = join(stage.connect(), "private-data", "1");
    Probe sender = join(stage.connect(), "private-data", "1");
    sender.trigger("client-e", "private-data", json);
    assertThat(receiver.expect("client-e").data()).isEqualTo(Json.parse(json));
  }

  @ParameterizedTest
  @Checklist(104)
  @ValueSource(strings = {"", "text", "{ \"spaced\" : 1 }", "é\uD83D\uDE00\u0000\"\\", "null"})
  void aStringArrivesUnchanged(String text) {
    Probe receiver = join(stage.connect(), "private-text", "1");
    Probe sender = join(stage.connect(), "private-text", "1");
    sender.trigger("client-e", "private-text", Json.literal(text));
    assertThat(receiver.expect("client-e").dataText()).isEqualTo(text);
  }

  @Test
  @Checklist(105)
  void theSendersIdentityCannotBeForged() {
    Probe receiver = join(stage.connect(), "presence-forged", "1");
    Probe sender = join(stage.connect(), "presence-forged", "2");
    receiver.expect("pusher_internal:member_added");
    sender.send(
        "{\"event\":\"client-e\",\"channel\":\"presence-forged\",\"data\":{},"
            + "\"user_id\":\"admin\",\"socket_id\":\"1.1\",\"extra\":[1]}");
    assertThat(receiver.expect("client-e").node())
        .isEqualTo(
            Json.parse(
                "{\"event\":\"client-e\",\"channel\":\"presence-forged\",\"data\":\"{}\","
                    + "\"user_id\":\"2\"}"));
    Probe privately = join(stage.connect(), "private-forged", "1");
    Probe forger = join(stage.connect(), "private-forged", "1");
    forger.send(
        "{\"event\":\"client-e\",\"channel\":\"private-forged\",\"data\":\"d\",\"user_id\":\"x\"}");
    assertThat(privately.expect("client-e").node())
        .isEqualTo(
            Json.parse("{\"event\":\"client-e\",\"channel\":\"private-forged\",\"data\":\"d\"}"));
  }

  @Test
  @Checklist(105)
  void aNumericMemberIdIsForwardedAsAString() {
    Probe receiver = join(stage.connect(), "presence-number", "1");
    Probe sender = stage.connect();
    sender.joinMember("presence-number", "{\"user_id\":10}");
    receiver.expect("pusher_internal:member_added");
    sender.trigger("client-e", "presence-number", "{}");
    Frame heard = receiver.expect("client-e");
    assertThat(heard.node().path("user_id").isTextual()).isTrue();
    assertThat(heard.userId()).isEqualTo("10");
  }

  @ParameterizedTest
  @Checklist(106)
  @ValueSource(
      strings = {
        "{\"event\":\"client-e\",\"channel\":\"wrong-public\",\"data\":{}}",
        "{\"event\":\"client-e\",\"channel\":\"cache-wrong\",\"data\":{}}",
        "{\"event\":\"client-e\",\"channel\":\"private-wrong-not-joined\",\"data\":{}}",
        "{\"event\":\"client-e\",\"channel\":\"private wrong\",\"data\":{}}",
        "{\"event\":\"e\",\"channel\":\"private-wrong\",\"data\":{}}",
        "{\"event\":\"pusher:e\",\"channel\":\"private-wrong\",\"data\":{}}",
        "{\"event\":\"client-e\",\"data\":{}}",
        "{\"event\":\"client-e\",\"channel\":7,\"data\":{}}",
        "{\"event\":\"client-e\",\"channel\":\"private-wrong\"}",
        "{\"event\":\"client-e\",\"channel\":\"private-wrong\",\"data\":null}"
      })
  void wrongClientEventsAreRefusedAndReachNobody(String text) {
    Probe sender = stage.connect();
    Probe receiver = stage.connect();
    for (Probe probe : new Probe[] {sender, receiver}) {
      probe.join("wrong-public");
      probe.join("cache-wrong");
      probe.expect("pusher:cache_miss");
      probe.join("private-wrong");
    }
    receiver.join("private-wrong-not-joined");
    sender.send(text);
    sender.expectError(null);
    sender.expectNothing();
    receiver.expectNothing(stage.api());
  }

  @Test
  @Checklist(106)
  void anAppCanTurnThemOff() {
    Stage off = stage.with(Setup.standard().withOptions(o -> o.with(Feature.CLIENT_EVENTS, false)));
    Probe sender = join(off.connect(), "private-off", "1");
    Probe receiver = join(off.connect(), "private-off", "1");
    sender.trigger("client-e", "private-off", "{}");
    sender.expectError(null);
    receiver.expectNothing(off.api());
  }

  @Test
  @Checklist(107)
  void tenInASecondPassAndTheNextOnesWait() {
    Probe receiver = join(stage.connect(), "private-rate", "1");
    Probe sender = join(stage.connect(), "private-rate", "1");
    int sent = 40;
    for (int i = 0; i < sent; i++) {
      sender.trigger("client-e", "private-rate", Integer.toString(i));
    }
    // forty at once: ten pass; even if sending took a second, ten more would and the rest not
    int refused = 0;
    sender.send("pusher:ping", "{}");
    for (Frame answer = sender.expectAny();
        !answer.event().equals("pusher:pong");
        answer = sender.expectAny()) {
      assertThat(answer.errorCode()).isEqualTo(4301);
      refused++;
    }
    assertThat(refused).isBetween(1, sent - 10);
    for (int i = 0; i < 10; i++) {
      assertThat(receiver.expect("client-e").dataText()).isEqualTo(Integer.toString(i));
    }
    for (int i = 10; i < sent - refused; i++) {
      receiver.expect("client-e");
    }
    receiver.expectNothing(stage.api());
    Awaitility.await()
        .until(() -> {
          sender.trigger("client-later", "private-rate", "{}");
          sender.send("pusher:ping", "{}");
          Frame answer = sender.expectAny();
          if (answer.event().equals("pusher:pong")) {
            return true;
          }
          sender.expect("pusher:pong");
          return false;
        });
    receiver.expect("client-later");
  }

  @Test
  @Checklist(108)
  void tooMuchDataIsRefused() {
    Probe receiver = join(stage.connect(), "private-size", "1");
    Probe sender = join(stage.connect(), "private-size", "1");
    sender.trigger("client-e", "private-size", Json.literal("d".repeat(10_241)));
    sender.expectError(null);
    sender.trigger("client-e", "private-size", "{\"d\":\"" + "d".repeat(10_240) + "\"}");
    sender.expectError(null);
    sender.trigger("client-" + "e".repeat(194), "private-size", "{}");
    sender.expectError(null);
    receiver.expectNothing(stage.api());
    sender.trigger("client-e", "private-size", Json.literal("d".repeat(10_240)));
    assertThat(receiver.expect("client-e").dataText()).hasSize(10_240);
  }

  @Test
  @Checklist(110)
  void onAnEncryptedChannelTheyAreForwardedAsTheyAre() {
    Probe receiver = join(stage.connect(), "private-encrypted-talk", "1");
    Probe sender = join(stage.connect(), "private-encrypted-talk", "1");
    String sealed = "{\"nonce\":\"AAEC\",\"ciphertext\":\"aK3+fg==\"}";
    sender.trigger("client-e", "private-encrypted-talk", Json.literal(sealed));
    assertThat(receiver.expect("client-e").dataText()).isEqualTo(sealed);
  }

  private static Probe join(Probe probe, String channel, String userId) {
    if (channel.startsWith("presence-")) {
      probe.joinAs(channel, userId);
    } else {
      probe.join(channel);
      if (channel.startsWith("private-cache-")) {
        probe.expect("pusher:cache_miss");
      }
    }
    return probe;
  }
}
