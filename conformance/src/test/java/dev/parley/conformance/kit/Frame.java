package dev.parley.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One protocol message from the server.
 *
 * @param text exactly as it came
 * @param node the same, parsed
 */
public record Frame(String text, JsonNode node) {
  static Frame of(String text) {
    return new Frame(text, Json.parse(text));
  }

  public String event() {
    return node.path("event").asText();
  }

  /** The channel, or null where the message has none. */
  public @Nullable String channel() {
    return node.has("channel") ? node.path("channel").asText() : null;
  }

  public boolean hasUserId() {
    return node.has("user_id");
  }

  public String userId() {
    return node.path("user_id").asText();
  }

  /** The string under {@code data}; fails if it is anything else. */
  public String dataText() {
    JsonNode data = node.path("data");
    assertThat(data.isTextual()).as("data is a string in %s", text).isTrue();
    return data.textValue();
  }

  /** The JSON inside the data string. */
  public JsonNode data() {
    return Json.parse(dataText());
  }

  /** The code of a {@code pusher:error}, or null. */
  public @Nullable Integer errorCode() {
    JsonNode code = node.path("data").path("code");
    return code.isNull() ? null : Integer.valueOf(code.intValue());
  }

  public String errorMessage() {
    return node.path("data").path("message").asText();
  }
}
