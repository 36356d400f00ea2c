package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The messenger's realtime through the official client, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(120)
class MessengerTest {
  private final Stage stage;

  MessengerTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void shouldServePusherJsWithABearerTokenUntilItsPersonIsRemoved() {
    JsonNode result = NodeSdk.run(stage.server(), "messengerTalk");
    String ada = result.path("people").path("ada").asText();
    String lin = result.path("people").path("lin").asText();
    assertThat(result.path("signedIn").asText()).isEqualTo(lin);
    assertThat(result.path("came").asText()).as("who opened the conversation").isEqualTo(ada);
    assertThat(result.path("text").asText()).isEqualTo("hello, Lin");
    assertThat(result.path("sender").asText()).isEqualTo(ada);
    assertThat(result.path("head").asLong()).as("last number of the log").isPositive();
    assertThat(result.path("on").asBoolean()).isTrue();
    assertThat(result.path("typist").asText()).as("vouched for by the server").isEqualTo(ada);
    assertThat(result.path("removed").asText()).isEqualTo("removed");
    assertThat(result.path("left").asText()).isEqualTo(lin);
    assertThat(result.path("ended").asInt()).isEqualTo(403);
    assertThat(result.path("refused").asInt()).isEqualTo(404);
    assertThat(result.path("texts"))
        .as("what came before the end, and nothing after it")
        .isEqualTo(Json.parse("[\"hello, Lin\"]"));
  }

  @Test
  void shouldServePusherJsInABrowserWithACookieAndItsCsrfToken() {
    JsonNode result = NodeSdk.run(stage.server(), "messengerCookies");
    assertThat(result.path("signedIn").asText()).isEqualTo(result.path("id").asText());
    assertThat(result.path("cookies").asText()).contains("parley_csrf").doesNotContain("refresh");
    assertThat(result.path("text").asText()).isEqualTo("hello, browser");
    assertThat(result.path("refused").asInt()).as("the cookie alone opens nothing").isEqualTo(403);
  }
}
