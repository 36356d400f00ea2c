package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.RawHttp;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.ServerUnderTest;
import dev.parley.conformance.kit.Stage;
import java.io.UncheckedIOException;

/**
 * The messenger's HTTP API on one kept-alive connection. For one thread.
 *
 * <p>All calls throw {@link UncheckedIOException} once the server is gone.
 */
final class Client implements AutoCloseable {
  private static final String PASSWORD = "seven green Ladders";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final RawHttp http;
  private final String token;

  private Client(RawHttp http, String token) {
    this.http = http;
    this.token = token;
  }

  /** Makes an account, whose owner is signed in from now on. */
  static Person register(ServerUnderTest server, String username) {
    try (var http = new RawHttp(server)) {
      ObjectNode account = Json.object().put("username", username).put("password", PASSWORD);
      return new Person(username, tokens(http, "register", account, 201));
    }
  }

  /** One more connection of the device that signed up. */
  static Client of(ServerUnderTest server, Person person) {
    var http = new RawHttp(server);
    return new Client(
        http,
        person.accessToken(
            shown -> tokens(http, "refresh", Json.object().put("refresh_token", shown), 200)));
  }

  private static JsonNode tokens(RawHttp http, String path, JsonNode body, int expected) {
    Reply reply = exchange(http, "POST", "/api/auth/" + path, "", JSON, body.toString());
    assertThat(reply.status()).as(reply.body()).isEqualTo(expected);
    return reply.json();
  }

  Reply post(String path, JsonNode body) {
    return exchange(http, "POST", path, bearer(), JSON, body.toString());
  }

  Reply patch(String path, JsonNode body) {
    return exchange(http, "PATCH", path, bearer(), JSON, body.toString());
  }

  Reply get(String path) {
    return exchange(http, "GET", path, bearer(), JSON, "");
  }

  /** A socket of this person's on the same server, which holds the own channel. */
  Probe live(Stage on, Person self) {
    String key = get("/api/realtime").expectOk().json().path("key").asText();
    Probe probe = on.dial().key(key).connect();
    String channel = "private-user-" + self.id();
    String form = "socket_id=" + probe.socketId() + "&channel_name=" + channel;
    JsonNode signature =
        exchange(http, "POST", "/api/realtime/auth", bearer(), FORM, form).expectOk().json();
    probe.send("pusher:subscribe", ((ObjectNode) signature).put("channel", channel).toString());
    probe.expect("pusher_internal:subscription_succeeded", channel);
    return probe;
  }

  /** Whether that person is online; asks to be told of changes, too. */
  boolean seesOnline(Person other) {
    ObjectNode asked = Json.object();
    asked.putArray("ids").add(other.id());
    return post("/api/presence", asked)
        .expectOk()
        .json()
        .path("users")
        .path(0)
        .path("online")
        .asBoolean();
  }

  private String bearer() {
    return "Authorization: Bearer " + token + "\r\n";
  }

  /** Sends a message under the sender's own name for it. */
  Reply send(Attempt attempt) {
    return post(
        "/api/conversations/" + attempt.conversation() + "/messages",
        Json.object().put("client_msg_id", attempt.name()).put("text", attempt.text()));
  }

  private static Reply exchange(
      RawHttp http, String method, String path, String headers, String type, String body) {
    http.write(
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        %sContent-Type: %s\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(method, path, headers, type, body.length(), body));
    return http.read();
  }

  @Override
  public void close() {
    http.close();
  }
}
