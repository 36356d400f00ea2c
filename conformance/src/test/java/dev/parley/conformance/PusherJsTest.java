package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Feature;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official client for JavaScript in Node, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PusherJsTest {
  private final Stage stage;

  PusherJsTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist({1, 44, 49, 54, 61, 76, 77, 81, 129, 141})
  void itReceivesOnEveryKindOfChannel() {
    JsonNode result = NodeSdk.run(stage.server(), "everyKind");
    assertThat(result.path("received").size()).isEqualTo(8);
    result
        .path("received")
        .properties()
        .forEach(event ->
            assertThat(event.getValue())
                .as(event.getKey())
                .isEqualTo(Json.object().put("to", event.getKey()).put("text", "é \uD83D\uDE00")));
    assertThat(result.path("misses").size()).isEqualTo(4);
    assertThat(result.path("cached").size()).isEqualTo(4);
    result
        .path("cached")
        .properties()
        .forEach(
            event -> assertThat(event.getValue().path("to").asText()).isEqualTo(event.getKey()));
    assertThat(result.path("me"))
        .isEqualTo(Json.parse("{\"id\":\"ada\",\"info\":{\"name\":\"Ada\"},\"count\":1}"));
  }

  @Test
  @Checklist(14)
  void refusedForWantOfTlsItTriesTls() {
    Stage tlsOnly = stage.with(Setup.standard().withOptions(o -> o.with(Feature.FORCE_TLS, true)));
    JsonNode result = NodeSdk.run(tlsOnly.server(), "tlsOnly");
    assertThat(result.path("byte").intValue()).as("a TLS handshake record").isEqualTo(0x16);
  }

  @Test
  @Checklist(12)
  void refusedForItsKeyItStopsForGood() {
    JsonNode result = NodeSdk.run(stage.server(), "unknownKey");
    assertThat(result.path("error").findValue("code").intValue()).isEqualTo(4001);
    assertThat(result.path("states")).isEqualTo(Json.parse("[\"disconnected\"]"));
  }

  @Test
  @Checklist({50, 51, 52})
  void itsHandlerHearsWhyASubscriptionIsRefused() {
    JsonNode result = NodeSdk.run(stage.server(), "wrongAuth");
    assertThat(result.size()).isEqualTo(6);
    result
        .properties()
        .forEach(answer -> {
          if (answer.getKey().endsWith(" state")) {
            assertThat(answer.getValue().asText()).isEqualTo("connected");
          } else {
            assertThat(answer.getValue().path("type").asText()).isEqualTo("AuthError");
            assertThat(answer.getValue().path("status").intValue()).isEqualTo(401);
            assertThat(answer.getValue().path("error").asText()).isNotBlank();
          }
        });
  }

  @Test
  @Checklist(59)
  void afterALossEverythingIsSubscribedAgain() {
    JsonNode result = NodeSdk.run(stage.server(), "reconnecting");
    assertThat(result.path("before").asText()).matches("\\d+\\.\\d+");
    assertThat(result.path("after").asText())
        .matches("\\d+\\.\\d+")
        .isNotEqualTo(result.path("before").asText());
    assertThat(result.path("events"))
        .isEqualTo(
            Json.parse(
                "[{\"name\":\"sdk-back\"},{\"name\":\"private-sdk-back\"},"
                    + "{\"name\":\"presence-sdk-back\"}]"));
    assertThat(result.path("direct")).isEqualTo(Json.parse("{\"hi\":true}"));
  }

  @Test
  @Checklist({62, 64, 103, 104, 105})
  void twoClientsTalkToEachOther() {
    JsonNode result = NodeSdk.run(stage.server(), "talking");
    assertThat(result.path("joining").path("id").asText()).isEqualTo("lin");
    assertThat(result.path("accepted").booleanValue()).isTrue();
    assertThat(result.path("typing").path("data")).isEqualTo(Json.parse("{\"at\":7}"));
    assertThat(result.path("typing").path("metadata").path("user_id").asText()).isEqualTo("lin");
    assertThat(result.path("leaving").path("id").asText()).isEqualTo("lin");
    assertThat(result.path("count").intValue()).isEqualTo(1);
  }

  @Test
  @Checklist(107)
  void tooManyClientEventsAreAnErrorAndNoDisconnect() {
    JsonNode result = NodeSdk.run(stage.server(), "tooFast");
    assertThat(result.path("error").findValue("code").intValue()).isEqualTo(4301);
    assertThat(result.path("state").asText()).isEqualTo("connected");
  }

  @Test
  @Checklist(85)
  void itLearnsHowManyHaveSubscribed() {
    JsonNode result = NodeSdk.run(stage.server(), "counting");
    assertThat(result.path("counts"))
        .isEqualTo(Json.parse("[{\"subscription_count\":1},{\"subscription_count\":2}]"));
    assertThat(result.path("remembered").intValue()).isEqualTo(2);
  }

  @Test
  @Checklist({88, 89, 93})
  void signingInOpensTheUsersChannel() {
    JsonNode result = NodeSdk.run(stage.server(), "signingIn");
    assertThat(result.path("user").path("id").asText()).isEqualTo("12345");
    assertThat(result.path("note")).isEqualTo(Json.parse("{\"hello\":\"you\"}"));
  }

  @Test
  @Checklist({98, 99, 101})
  void itsWatchlistHandlersHearWhoComesAndGoes() {
    JsonNode result = NodeSdk.run(stage.server(), "watching");
    assertThat(result.path("first").path("user_ids"))
        .containsExactlyInAnyOrderElementsOf(Json.parse("[\"sdk-watched\",\"sdk-absent\"]"));
    assertThat(result.path("online").path("user_ids")).isEqualTo(Json.parse("[\"sdk-watched\"]"));
    assertThat(result.path("offline").path("user_ids")).isEqualTo(Json.parse("[\"sdk-watched\"]"));
  }

  @Test
  @Checklist(95)
  void terminatedItStaysOut() {
    JsonNode result = NodeSdk.run(stage.server(), "terminated");
    assertThat(result.path("error").findValue("code").intValue()).isEqualTo(4009);
    assertThat(result.path("state").asText()).isEqualTo("disconnected");
  }

  @Test
  @Checklist(36)
  void idlingItStaysConnected() {
    Stage idle = stage.with(Pace.setup());
    String patience = Long.toString(Pace.patience().multipliedBy(5).toMillis());
    try (NodeSdk sdk =
        NodeSdk.start(idle.server(), "idling", Map.of("PARLEY_PATIENCE_MILLIS", patience))) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> idle.api().get("/channels/sdk-idle").json().path("occupied").booleanValue());
      // a second client measures the time: four of its idle limits are four of the other's
      Probe ruler = idle.connect();
      for (int i = 0; i < 4; i++) {
        ruler.expectPing(Pace.patience());
      }
      idle.api().publish("sdk-idle", "enough", "{}").expectOk();
      assertThat(sdk.result(30, TimeUnit.SECONDS).path("states"))
          .isEqualTo(Json.parse("[\"connected\"]"));
    }
  }

  @Test
  @Checklist(20)
  void itConnectsBehindAPathPrefix() {
    Stage prefixed = stage.with(Setup.standard().withPathPrefix("/foo"));
    try (NodeSdk sdk = NodeSdk.start(prefixed.server(), "idling", Map.of())) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() ->
              prefixed.api().get("/channels/sdk-idle").json().path("occupied").booleanValue());
      prefixed.api().publish("sdk-idle", "enough", "{}").expectOk();
      sdk.result(30, TimeUnit.SECONDS);
    }
  }
}
