package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a server in this process ends while somebody still wants something of it. */
@Timeout(60)
class StopTest {
  private static final String TOKEN = "admin-token-of-this-test";
  private static final String BODY = "{\"id\":\"77\",\"name\":\"made at the last moment\"}";

  @TempDir Path folder;

  @Test
  void shouldEndADrainWhenClosedMeanwhile() throws Exception {
    ParleyServer server = start(Map.of("drain", 600));
    try (var client = RawClient.greeted(server.port(), "public-key");
        var _ = RawClient.greeted(server.port(), "public-key")) {
      Thread draining = Thread.ofPlatform().start(server::drainAndClose);
      Awaitility.await().until(() -> isUnready(server));
      assertThat(draining.isAlive()).isTrue();
      server.close();
      assertThat(draining.join(Duration.ofSeconds(10))).as("the drain has ended").isTrue();
      assertThat(client.readToEnd()).as("until its end").isNotNull();
    }
  }

  @Test
  void shouldAnswerTheRequestsUnderWayBeforeItStops() throws Exception {
    ParleyServer server = start(Map.of());
    try (var client = halfARequest(server)) {
      Thread closing = Thread.ofPlatform().start(server::close);
      Awaitility.await().until(() -> isUnready(server));
      client.write(BODY.substring(10));
      assertThat(client.readTo("\"77\"")).startsWith("HTTP/1.1 201");
      assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    }
    ParleyServer again = start(Map.of());
    assertThat(again.apps().byId("77")).isPresent();
    again.close();
  }

  @Test
  void shouldNotWaitForEverForARequest() throws Exception {
    ParleyServer server = start(Map.of("limits", Map.of("http-drain-millis", 200)));
    try (var client = halfARequest(server)) {
      long before = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  private ParleyServer start(Map<String, ?> more) {
    var tree = new HashMap<String, Object>(more);
    tree.put("port", 0);
    tree.put("data", folder);
    tree.put("admin-token", TOKEN);
    return ParleyServer.start(
        ServerSettings.of(tree).withApps(List.of(App.of("3", "public-key", "hush-hush"))));
  }

  private static boolean isUnready(ParleyServer server) throws IOException {
    return new RawHttp(server.port()).get("/health/ready").status() == 503;
  }

  /** A request whose body has not come whole, and which the server is known to have seen. */
  private static RawClient halfARequest(ParleyServer server) throws IOException {
    var client = new RawClient(server.port());
    String head =
        """
        POST /api/admin/apps HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Expect: 100-continue\r
        \r
        """
            .formatted(TOKEN, BODY.length());
    client.write(head);
    assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 100");
    client.write(BODY.substring(0, 10));
    return client;
  }
}
