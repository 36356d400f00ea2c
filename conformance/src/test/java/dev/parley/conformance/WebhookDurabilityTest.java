package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Hook;
import dev.parley.conformance.kit.HookReceiver;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an endpoint has not accepted outlives the process. */
@ExtendWith(OnStage.class)
@Timeout(180)
class WebhookDurabilityTest {
  private static final int CHANNELS = 20;

  private final Stage stage;
  private final HookReceiver receiver = new HookReceiver();
  private final Path folder;

  WebhookDurabilityTest(Stage stage, @TempDir Path folder) {
    this.stage = stage;
    this.folder = folder;
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  @Checklist({161, 172})
  void shouldDeliverOnceAfterAKillWhatFailedBefore() throws IOException {
    configure();
    receiver.answering(_ -> 503);
    Hook tried;
    ServerProcess killed = ServerProcess.start(folder);
    try {
      Probe probe = stage.on(killed).connect();
      for (int i = 0; i < CHANNELS; i++) {
        probe.join("kept-" + i);
      }
      tried = receiver.next();
      awaitMetric(killed, "queued", CHANNELS);
      assertThat(killed.metrics())
          .contains(metric("sent_total", 0), metric("dead_letters_total", 0))
          .doesNotContain(TestApp.SECRET);
    } finally {
      killed.kill();
    }
    receiver.forget();
    receiver.answering(_ -> 204);
    try (ServerProcess next = ServerProcess.start(folder)) {
      awaitMetric(next, "sent_total", CHANNELS);
    }
    Set<String> delivered = new HashSet<>();
    for (int i = 0; i < CHANNELS; i++) {
      Hook hook = receiver.next().verified(TestApp.KEY, TestApp.SECRET);
      delivered.add(hook.event().path("channel").asText());
      if (hook.event().equals(tried.event())) {
        assertThat(hook.body()).as("the same request as before").isEqualTo(tried.body());
      }
    }
    assertThat(delivered).as("each once").hasSize(CHANNELS);
    // what was accepted is forgotten, also over a start
    try (ServerProcess last = ServerProcess.start(folder)) {
      stage.on(last).connect().join("end");
      receiver.next("channel_occupied", "end");
    }
    // stopped in good order, it says who was cut off
    receiver.next("channel_vacated", "end");
    assertThat(receiver.nextOrNull(Duration.ZERO)).isNull();
  }

  private static void awaitMetric(ServerProcess server, String name, int value) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.metrics().contains(metric(name, value)));
  }

  private static String metric(String name, int value) {
    return "parley_webhooks_%s{app=\"%s\"} %d.0".formatted(name, TestApp.ID, value);
  }

  private void configure() throws IOException {
    Files.writeString(
        folder.resolve("parley.yml"),
        """
        parley:
          apps:
            - id: %s
              keys:
                - key: %s
                  secret: %s
              webhooks:
                - url: %s
                  events: [channel_occupied, channel_vacated]
        """
            .formatted(TestApp.ID, TestApp.KEY, TestApp.SECRET, receiver.url("/hooks")));
  }
}
