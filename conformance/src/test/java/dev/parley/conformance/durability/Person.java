package dev.parley.conformance.durability;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Somebody with an account, signed in on one device for as long as the test takes, whatever happens
 * to the server meanwhile. Thread-safe.
 */
final class Person {
  /** More than a round of any test takes. */
  private static final Duration LEAST_LEFT = Duration.ofMinutes(5);

  private final String id;
  private final String username;
  private JsonNode tokens;

  /**
   * After signing up.
   *
   * @param tokens what the server answered
   */
  Person(String username, JsonNode tokens) {
    this.id = tokens.path("user").path("id").asText();
    this.username = username;
    this.tokens = tokens;
  }

  String id() {
    return id;
  }

  String username() {
    return username;
  }

  /**
   * A token that will be good for a while.
   *
   * @param renewal takes a refresh token and answers as the server does
   */
  synchronized String accessToken(Function<String, JsonNode> renewal) {
    Instant end = Instant.parse(tokens.path("access_expires_at").asText());
    if (end.isBefore(Instant.now().plus(LEAST_LEFT))) {
      tokens = renewal.apply(tokens.path("refresh_token").asText());
    }
    return tokens.path("access_token").asText();
  }

  @Override
  public String toString() {
    return username;
  }
}
