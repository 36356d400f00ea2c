package dev.parley.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An answer of the HTTP API. */
public record Reply(int status, List<Upgrade.Header> headers, String body) {
  public JsonNode json() {
    return Json.parse(body);
  }

  public List<String> header(String name) {
    return new Upgrade(status, headers).header(name);
  }

  /** Status 200 with JSON. */
  public Reply expectOk() {
    assertThat(status).as("status of %s", body()).isEqualTo(200);
    assertThat(contentType()).isEqualTo("application/json");
    return this;
  }

  /** Status 200 and exactly this body. */
  public Reply expectOk(String body) {
    expectOk();
    assertThat(body()).isEqualTo(body);
    return this;
  }

  /** A refusal: the status, and a JSON body that says why. */
  public Reply expectRefused(int expected) {
    assertThat(status).as("status of %s", body()).isEqualTo(expected);
    assertThat(contentType()).isEqualTo("application/json");
    assertThat(json().path("error").asText()).as("explanation in %s", body()).isNotBlank();
    return this;
  }

  public Reply expectRefused(int expected, String substring) {
    expectRefused(expected);
    assertThat(json().path("error").asText()).contains(substring);
    return this;
  }

  private String contentType() {
    List<String> types = header("Content-Type");
    assertThat(types).as("Content-Type of %s", body()).hasSize(1);
    return types.getFirst().replaceAll(";.*", "").strip();
  }
}
