package dev.parley.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.channels.app.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A node with the usual limits and a client, for all tests of a class. */
@Timeout(30)
abstract class OnEngineNode {
  static final String WEBSOCKET = "EIO=4&transport=websocket";

  static EngineNode node;
  static EngineClient client;

  @BeforeAll
  static void start() {
    node = new EngineNode(20_000, 20_000, Limits.DEFAULTS);
    client = new EngineClient(node.port());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** However a test ended its sessions, nothing of them is left. */
  @AfterEach
  void shouldForgetSessionsThatEnded() {
    await().atMost(Duration.ofSeconds(10)).until(() -> node.open() == 0);
    assertThat(node.node().stats().connections()).isZero();
  }
}
