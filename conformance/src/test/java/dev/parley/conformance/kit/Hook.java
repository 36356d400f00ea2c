package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One webhook request as an endpoint received it.
 *
 * @param headers by lower-case name, with every value it came with
 * @param atNanos when it came, monotonic
 */
public record Hook(String path, Map<String, List<String>> headers, String body, long atNanos) {
  /** The one value of a header; fails if it came several times or not at all. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    assertThat(values).as(name).hasSize(1);
    return values.getFirst();
  }

  public long timeMillis() {
    JsonNode time = Json.parse(body).path("time_ms");
    assertThat(time.isIntegralNumber()).as("time_ms of %s", body).isTrue();
    return time.longValue();
  }

  public List<JsonNode> events() {
    return StreamSupport.stream(Json.parse(body).path("events").spliterator(), false).toList();
  }

  /** The only event. */
  public JsonNode event() {
    assertThat(events()).hasSize(1);
    return events().getFirst();
  }

  /** Holds the request against what the official helpers demand, all together. */
  public Hook verified(String key, String secret) {
    assertThat(header("content-type")).isEqualTo("application/json");
    assertThat(header("x-pusher-key")).isEqualTo(key);
    assertThat(header("x-pusher-signature")).isEqualTo(hmac(secret, body));
    assertThat(Json.parse(body).size()).as("members of %s", body).isEqualTo(2);
    assertThat(timeMillis()).isPositive();
    assertThat(events()).isNotEmpty();
    for (JsonNode event : events()) {
      for (var field : event.properties()) {
        // typed helpers decode each event into strings
        boolean count = field.getKey().equals("subscription_count");
        assertThat(count ? field.getValue().isInt() : field.getValue().isTextual())
            .as("%s of %s", field.getKey(), event)
            .isTrue();
      }
    }
    return this;
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
