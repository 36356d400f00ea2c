package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Stage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official server SDK for Node, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(90)
class NodeSdkTest {
  private final Stage stage;

  NodeSdkTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist({123, 124, 128, 129, 130, 131, 132, 135, 136, 93, 141})
  void everythingItPublishesArrives() {
    Probe probe = stage.connect();
    Probe sender = stage.connect();
    probe.join("sdk-node");
    sender.join("sdk-node");
    probe.joinAs("presence-sdk-node", "1");
    probe.join("private-encrypted-sdk-node");
    probe.signIn("{\"id\":\"sdk-node-user\"}");
    probe.join("#server-to-user-sdk-node-user");
    JsonNode answers;
    try (NodeSdk sdk =
        NodeSdk.start(
            stage.server(), "publishing", Map.of("PARLEY_SOCKET_ID", sender.socketId()))) {
      answers = sdk.result(60, TimeUnit.SECONDS);
    }
    for (String call : new String[] {"one", "many", "text", "batch", "user", "encrypted", "last"}) {
      JsonNode answer = answers.path(call);
      assertThat(answer.path("status").intValue()).as("%s: %s", call, answer).isEqualTo(200);
      assertThat(answer.path("body").asText()).as(call).isEqualTo("{}");
      assertThat(answer.path("type").asText()).startsWith("application/json");
    }
    assertThat(Json.parse(answers.path("info").path("body").asText()))
        .isEqualTo(
            Json.parse(
                "{\"channels\":{\"sdk-node\":{\"subscription_count\":2},"
                    + "\"presence-sdk-node\":{\"user_count\":1,\"subscription_count\":1}}}"));
    assertThat(answers.path("batchInfo").path("body").asText())
        .isEqualTo("{\"batch\":[{\"subscription_count\":2},{}]}");

    assertThat(probe.expect("one", "sdk-node").data())
        .isEqualTo(Json.parse("{\"text\":\"100% \\\"é\\\" \uD83D\uDE00 @,;=\"}"));
    assertThat(probe.expect("many", "sdk-node").dataText()).isEqualTo("[1,2]");
    assertThat(probe.expect("App\\Events\\Text", "sdk-node").dataText()).isEqualTo("plain text");
    probe.expect("info", "sdk-node");
    probe.expect("info", "presence-sdk-node");
    probe.expect("excluded", "sdk-node");
    for (int i = 1; i <= 4; i++) {
      probe.expect("batch-" + i, "sdk-node");
    }
    probe.expect("to-user", "#server-to-user-sdk-node-user");
    Frame sealed = probe.expect("sealed", "private-encrypted-sdk-node");
    assertThat(sealed.data().path("ciphertext").isTextual()).isTrue();
    assertThat(sealed.data().path("nonce").isTextual()).isTrue();
    probe.expect("last", "sdk-node");

    for (String event : new String[] {"one", "many", "App\\Events\\Text", "info", "batch-1"}) {
      sender.expect(event, "sdk-node");
    }
  }

  @Test
  @Checklist({118, 133, 144, 146, 150, 96})
  void everythingItAsksIsAnswered() {
    for (int i = 0; i < 3; i++) {
      stage.connect().joinAs("presence-sdk-ask", "7");
    }
    JsonNode answers = NodeSdk.run(stage.server(), "asking");
    assertThat(body(answers, "channels"))
        .isEqualTo("{\"channels\":{\"presence-sdk-ask\":{\"user_count\":1}}}");
    assertThat(body(answers, "oddPrefix")).isEqualTo("{\"channels\":{}}");
    assertThat(body(answers, "nothing")).isEqualTo("{\"channels\":{}}");
    assertThat(Json.parse(body(answers, "channel")))
        .isEqualTo(Json.parse("{\"occupied\":true,\"user_count\":1,\"subscription_count\":3}"));
    assertThat(body(answers, "users")).isEqualTo("{\"users\":[{\"id\":\"7\"}]}");
    assertThat(body(answers, "terminate")).isEqualTo("{}");
  }

  @Test
  @Checklist({113, 126, 134, 137})
  void itSeesWhyItIsRefused() {
    JsonNode answers = NodeSdk.run(stage.server(), "refusedPublishing");
    assertRefused(answers.path("large"), 413, "content of this event");
    assertRefused(answers.path("batch"), 400, "Batch too large");
    assertRefused(answers.path("secret"), 401, "POST");
    assertRefused(answers.path("info"), 400, "info should be a comma separated list of attributes");
  }

  private static String body(JsonNode answers, String call) {
    assertThat(answers.path(call).path("status").intValue())
        .as("%s", answers.path(call))
        .isEqualTo(200);
    return answers.path(call).path("body").asText();
  }

  private static void assertRefused(JsonNode answer, int status, String substring) {
    assertThat(answer.path("status").intValue()).as("%s", answer).isEqualTo(status);
    assertThat(Json.parse(answer.path("body").asText()).path("error").asText()).contains(substring);
  }
}
