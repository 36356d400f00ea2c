package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.app.JsonTree;
import dev.parley.server.cli.Commands;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push outlives the push service that is away, and the process that should have sent it. */
class PushLaterTest {
  @TempDir Path folder;

  @Test
  void shouldPushAfterARestartWhatThePushServiceDidNotTake() throws Exception {
    ServerSettings settings =
        ServerSettings.of(
            Map.of("port", 0, "data", folder, "push", Map.of("allow-private", "true")));
    int port;
    String key;
    Map<String, Object> subscription;
    Person ben;
    try (PushReceiver receiver = PushReceiver.start();
        ParleyServer server = ParleyServer.start(settings)) {
      port = receiver.port();
      var http = new RawHttp(server.port());
      Person ann = Person.register(http, "ann");
      ben = Person.register(http, "ben");
      subscription = receiver.subscription("/ben");
      ben.send("POST", "/api/push/subscriptions", JsonTree.write(subscription));
      key = String.valueOf(ben.did("GET", "/api/push").get("public_key"));
      receiver.answer(429, "100");
      ann.say(ann.direct(ben), "kept");
      receiver.await("/ben", 1);
      long now = System.currentTimeMillis();
      await().until(() -> number(settings, "max(due_at)") > now + 90_000);
    }
    assertThat(number(settings, "sum(attempts)")).isEqualTo(1);
    Clock afterwards = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
    try (PushReceiver receiver = PushReceiver.start(port);
        ParleyServer server = ParleyServer.start(settings, afterwards)) {
      assertThat(server.port()).isPositive();
      PushReceiver.Got got = receiver.await("/ben", 1).getFirst();
      assertThat(got.header("Authorization")).as("the key is the same").endsWith(key);
      await().until(() -> number(settings, "sum(attempts)") == 0);
      assertThat(receiver.at("/ben")).hasSize(1);
    }
  }

  @Test
  void shouldPushAfterAKillBetweenQueueingAndSending() throws Exception {
    var parley = new Commands(folder, Map.of("PARLEY_PUSH_ALLOW_PRIVATE", "true"));
    ServerSettings settings = ServerSettings.of(Map.of("data", folder.resolve("data")));
    try (PushReceiver receiver = PushReceiver.start()) {
      Commands.Serving killed = parley.serve();
      try {
        Person ann = Person.register(new RawHttp(killed.port()), "ann");
        Person ben = Person.register(ann.http(), "ben");
        String subscription = JsonTree.write(receiver.subscription("/ben"));
        assertThat(ben.send("POST", "/api/push/subscriptions", subscription).status())
            .isEqualTo(201);
        ann.say(ann.direct(ben), "queued");
        await().pollInterval(Duration.ofMillis(20)).until(() -> number(settings, "count(*)") == 1);
      } finally {
        killed.kill();
      }
      assertThat(receiver.at("/ben")).as("it was still gathering").isEmpty();
      Commands.Serving next = parley.serve();
      try {
        PushReceiver.Got got = receiver.await("/ben", 1).getFirst();
        assertThat(receiver.read(got)).containsEntry("text", "queued");
      } finally {
        next.kill();
      }
    }
  }

  /** Of the one notice that there is. */
  private static long number(ServerSettings settings, String what) {
    try (Store store = Store.open(StoreSettings.at(settings.store()))) {
      return store
          .read(handle ->
              handle.createQuery("select " + what + " from push_notice").mapTo(Long.class).one())
          .join();
    }
  }
}
