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

/** The web builds of the official clients in a real browser, unmodified. */
@ExtendWith(OnStage.class)
@Timeout(120)
class BrowserTest {
  private final Stage stage;

  BrowserTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist({1, 18, 21, 49, 54, 72, 76, 89, 141})
  void pusherJsWorksInABrowser() {
    JsonNode result = NodeSdk.run(stage.server(), "browserChannels");
    assertThat(result.path("hello").size()).isEqualTo(5);
    result
        .path("hello")
        .properties()
        .forEach(event ->
            assertThat(event.getValue())
                .isEqualTo(Json.object().put("to", event.getKey()).put("text", "é \uD83D\uDE00")));
    assertThat(result.path("note")).isEqualTo(Json.parse("{\"hello\":\"you\"}"));
    assertThat(result.path("user").path("id").asText()).isEqualTo("7");
    assertThat(result.path("me"))
        .isEqualTo(Json.parse("{\"id\":\"7\",\"info\":{\"name\":\"N7\"}}"));
    assertThat(result.path("transport").asText()).isEqualTo("ws");
  }

  @Test
  @Checklist({75, 103, 128})
  void echoShowsWhoIsHere() {
    JsonNode result = NodeSdk.run(stage.server(), "browserEcho");
    assertThat(result.path("hereFirst")).isEqualTo(Json.parse("[{\"name\":\"N1\"}]"));
    assertThat(result.path("hereSecond"))
        .containsExactlyInAnyOrderElementsOf(Json.parse("[{\"name\":\"N1\"},{\"name\":\"N2\"}]"));
    assertThat(result.path("joining")).isEqualTo(Json.parse("{\"name\":\"N2\"}"));
    assertThat(result.path("leaving")).isEqualTo(Json.parse("{\"name\":\"N2\"}"));
    assertThat(result.path("typing")).isEqualTo(Json.parse("{\"at\":7}"));
    assertThat(result.path("shipped")).isEqualTo(Json.parse("{\"id\":9}"));
  }

  @Test
  @Checklist(52)
  void echoShowsWhatIsRefused() {
    JsonNode error = NodeSdk.run(stage.server(), "browserRefused");
    assertThat(error.path("type").asText()).isEqualTo("AuthError");
    assertThat(error.path("status").intValue()).isEqualTo(401);
  }
}
