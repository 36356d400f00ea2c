package dev.parley.server;

import static dev.parley.server.Api.PASSWORD;
import static dev.parley.server.Person.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail outlives the mail server that is away, and the process that should have sent it. */
class MailLaterTest {
  @TempDir Path folder;

  @Test
  void shouldSendAfterARestartWhatTheMailServerDidNotTake() throws IOException {
    int port;
    try (var free = new Postbox(0)) {
      port = free.port();
    }
    var tree = new HashMap<String, Object>(Postbox.settings(port));
    tree.put("port", 0);
    tree.put("data", folder);
    ServerSettings settings = ServerSettings.of(tree);
    try (ParleyServer server = ParleyServer.start(settings)) {
      RawHttp.Answer made =
          new RawHttp(server.port())
              .post(
                  "/api/auth/register",
                  json("username", "later", "password", PASSWORD, "email", "later@example.org"));
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      await().atMost(Duration.ofSeconds(10)).until(() -> attempts(settings) == 1);
    }
    assertThat(attempts(settings)).isEqualTo(1);
    Clock afterwards = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    try (var postbox = new Postbox(port);
        ParleyServer server = ParleyServer.start(settings, afterwards)) {
      Postbox.Received mail = postbox.await("later@example.org", 1);
      RawHttp.Answer done =
          new RawHttp(server.port()).post("/api/auth/email/verify", json("token", mail.token()));
      assertThat(done.status()).as(done.body()).isEqualTo(204);
      await().atMost(Duration.ofSeconds(10)).until(() -> attempts(settings) == 0);
    }
  }

  /** Of the one mail that waits; 0 if none does. */
  private static int attempts(ServerSettings settings) {
    try (Store store = Store.open(StoreSettings.at(settings.store()))) {
      return store
          .read(handle ->
              handle
                  .createQuery("select attempts from mail_outbox")
                  .mapTo(Integer.class)
                  .findOne()
                  .orElse(0))
          .join();
    }
  }
}
