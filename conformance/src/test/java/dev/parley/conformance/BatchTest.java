package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class BatchTest {
  private final Stage stage;
  private final SignedApi api;

  BatchTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(135)
  void aBatchIsAnsweredByAnEmptyObject() {
    Probe probe = stage.connect();
    Probe other = stage.connect();
    probe.join("batch-a");
    other.join("private-batch-b");
    batch(
            item("e1", "batch-a", "1"),
            item("e2", "private-batch-b", "2"),
            item("e3", "batch-a", "3"))
        .expectOk("{}");
    assertThat(probe.expect("e1", "batch-a").dataText()).isEqualTo("1");
    assertThat(other.expect("e2", "private-batch-b").dataText()).isEqualTo("2");
    assertThat(probe.expect("e3", "batch-a").dataText()).isEqualTo("3");
  }

  @Test
  void eachItemExcludesItsOwnSocket() {
    Probe first = stage.connect();
    Probe second = stage.connect();
    first.join("batch-except");
    second.join("batch-except");
    batch(
            item("e1", "batch-except", "1", "\"socket_id\":\"" + first.socketId() + "\""),
            item("e2", "batch-except", "2", "\"socket_id\":\"" + second.socketId() + "\""))
        .expectOk("{}");
    first.expect("e2");
    first.expectNothing(api);
    second.expect("e1");
    second.expectNothing(api);
  }

  @Test
  @Checklist(136)
  void infoKeepsTheOrderOfTheItems() {
    stage.connect().join("batch-info");
    stage.connect().joinAs("presence-batch-info", "1");
    batch(
            item("e", "batch-info", "1"),
            item("e", "batch-info", "1", "\"info\":\"subscription_count\""),
            item("e", "presence-batch-info", "1", "\"info\":\"user_count,subscription_count\""),
            item("e", "batch-info", "1", "\"info\":null"))
        .expectOk(
            "{\"batch\":[{},{\"subscription_count\":1},"
                + "{\"user_count\":1,\"subscription_count\":1},{}]}");
  }

  @Test
  @Checklist({137, 143})
  void aRefusedBatchSendsNothing() {
    Probe probe = stage.connect();
    probe.join("batch-none");
    String good = item("e", "batch-none", "1");
    api.post(
            "/batch_events",
            "{\"batch\":[" + String.join(",", Collections.nCopies(11, good)) + "]}")
        .expectRefused(400, "Batch too large");
    batch(good, item("e", "batch-none", "d".repeat(10_241)))
        .expectRefused(413, "content of this event");
    batch(good, item("e", "bad channel", "1")).expectRefused(400);
    batch(good, "{\"name\":\"e\",\"channel\":\"batch-none\"}").expectRefused(400);
    batch(good, item("e", "batch-none", "1", "\"socket_id\":\"x\"")).expectRefused(400);
    batch(good, "7").expectRefused(400);
    probe.expectNothing(api);
  }

  @ParameterizedTest
  @Checklist({137, 143})
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"batch\":{}}",
        "{\"batch\":null}",
        "{\"batch\":\"x\"}",
        "{\"batch\":[]}"
      })
  void aBatchThatIsNoListIsRefused(String body) {
    api.post("/batch_events", body).expectRefused(400);
  }

  @Test
  @Checklist(138)
  void tenLargeItemsFitHoweverTheyAreEscaped() {
    Probe probe = stage.connect();
    probe.join("batch-large");
    String escapedOnTheWire = "\\u00e9".repeat(5_120);
    String item =
        "{\"name\":\"e\",\"channel\":\"batch-large\",\"data\":\"" + escapedOnTheWire + "\"}";
    // three bytes on the wire for each byte of data, as some JSON encoders write all but ASCII
    batch(Collections.nCopies(10, item).toArray(new String[0])).expectOk("{}");
    for (int i = 0; i < 10; i++) {
      assertThat(probe.expect("e").dataText()).isEqualTo("é".repeat(5_120));
    }
    String letters = item.replace(escapedOnTheWire, "\\u0061".repeat(10_240)); // six for each
    batch(Collections.nCopies(10, letters).toArray(new String[0])).expectOk("{}");
    for (int i = 0; i < 10; i++) {
      assertThat(probe.expect("e").dataText()).isEqualTo("a".repeat(10_240));
    }
    String quotes = item("e", "batch-large", "\"\\".repeat(5_120));
    batch(Collections.nCopies(10, quotes).toArray(new String[0])).expectOk("{}");
    for (int i = 0; i < 10; i++) {
      assertThat(probe.expect("e").dataText()).hasSize(10_240);
    }
  }

  private Reply batch(String... items) {
    return api.post("/batch_events", "{\"batch\":[" + String.join(",", items) + "]}");
  }

  private static String item(String name, String channel, String data, String... more) {
    return "{\"name\":%s,\"channel\":%s,\"data\":%s%s}"
        .formatted(
            Json.literal(name),
            Json.literal(channel),
            Json.literal(data),
            more.length == 0 ? "" : "," + more[0]);
  }
}
