package dev.parley.conformance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What holds for every message the server sends, whatever it is about. */
public final class EnvelopeRules {
  private EnvelopeRules() {}

  /** The rule that a message breaks, if any. */
  public static Optional<String> broken(String text) {
    JsonNode node;
    try {
      node = Json.parse(text);
    } catch (AssertionError e) {
      return Optional.of("not JSON: " + text);
    }
    if (!node.isObject() || !node.path("event").isTextual()) {
      return Optional.of("no string event: " + text);
    }
    if (!node.has("data")) {
      return Optional.of("no data: " + text);
    }
    for (String name : new String[] {"channel", "user_id"}) {
      if (node.has(name) && !node.path(name).isTextual()) {
        return Optional.of(name + " is not a string: " + text);
      }
    }
    return node.path("event").asText().equals("pusher:error")
        ? brokenError(node.path("data"), text)
        : node.path("data").isTextual()
            ? Optional.empty()
            : Optional.of("data is not a string: " + text);
  }

  private static Optional<String> brokenError(JsonNode data, String text) {
    boolean coded = data.path("code").isIntegralNumber() || data.path("code").isNull();
    if (!data.isObject() || !data.has("code") || !coded || !data.path("message").isTextual()) {
      return Optional.of("an error's data is {code: integer or null, message: string}: " + text);
    }
    return Optional.empty();
  }

  /** Whether a server may close with this code. 43xx and above make pusher-js stop for good. */
  public static boolean mayClose(int code) {
    return code < 4300 || code > 4999;
  }
}
