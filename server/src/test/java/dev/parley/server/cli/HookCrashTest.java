package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.HookReceiver;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies by {@code kill -9} while messages come; their webhooks are told all the same.
 */
@Timeout(240)
class HookCrashTest {
  private static final int ROUNDS = Boolean.getBoolean("parley.soak") ? 6 : 2;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void shouldTellEveryAcknowledgedMessageAfterKills() throws Exception {
    try (HookReceiver receiver = HookReceiver.start()) {
      assertThat(parley("webhook", "create", receiver.url("/"), "--events", "message_created"))
          .contains("Made webhook 1.");
      String key =
          parley(
                  "key",
                  "create",
                  "--name",
                  "x",
                  "--scope",
                  "users:write,rooms:write,messages:write")
              .strip()
              .replaceFirst("(?s).* ", "");
      for (int round = 0; round < ROUNDS; round++) {
        Commands.Serving server = commands().serve();
        if (round == 0) {
          ask(server, key, "/users", "{\"external_id\":\"ann\"}");
          ask(
              server,
              key,
              "/users/ext:ann/conversations",
              "{\"kind\":\"group\",\"title\":\"x\",\"external_id\":\"room\"}");
        }
        receiver.answer(
            round % 2 == 1 ? 503 : 200); // the receiver is down as well, every other time
        sendUntilKilled(server, key, (round + 1) * 40);
      }
      Commands.Serving last = commands().serve();
      receiver.answer(200);
      await().atMost(Duration.ofSeconds(60)).until(() -> told(receiver).containsAll(acknowledged));
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * 40);
      last.kill();
    }
  }

  private static Set<String> told(HookReceiver receiver) {
    return receiver.events().stream()
        .map(event -> JsonTree.read(String.valueOf(event.get("data"))))
        .map(data -> String.valueOf(data.get("client_msg_id")))
        .collect(Collectors.toSet());
  }

  /** Four senders at once; the kill comes in the middle of their work. */
  private void sendUntilKilled(Commands.Serving server, String key, int enough) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> {
          while (server.process().isAlive()) {
            String id = "m" + sent.incrementAndGet();
            String body = "{\"client_msg_id\":\"%s\",\"text\":\"x\"}".formatted(id);
            if (ask(server, key, "/users/ext:ann/conversations/ext:room/messages", body) == 201) {
              acknowledged.add(id);
            }
          }
          return null;
        });
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= enough);
      server.kill();
    }
  }

  /** The status of the answer; 0 if there was none. */
  private int ask(Commands.Serving server, String key, String path, String body)
      throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/api/server" + path))
                  .timeout(Duration.ofSeconds(10))
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  private String parley(String... arguments) {
    Commands.Outcome outcome = commands().runHere(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private Commands commands() {
    return new Commands(folder, Map.of());
  }
}
