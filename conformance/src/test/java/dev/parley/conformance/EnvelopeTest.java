package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.EnvelopeRules;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class EnvelopeTest {
  private final Stage stage;

  EnvelopeTest(Stage stage) {
    this.stage = stage;
  }

  /** The kit holds every frame of every test against these rules, so it must know a bad one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"event\":\"a\"}",
        "{\"event\":1,\"data\":\"{}\"}",
        "{\"event\":\"a\",\"data\":{}}",
        "{\"event\":\"a\",\"data\":null}",
        "{\"event\":\"a\",\"channel\":null,\"data\":\"\"}",
        "{\"event\":\"a\",\"channel\":\"c\",\"user_id\":null,\"data\":\"\"}",
        "{\"event\":\"pusher:error\",\"data\":\"{}\"}",
        "{\"event\":\"pusher:error\",\"data\":{\"message\":\"m\"}}",
        "{\"event\":\"pusher:error\",\"data\":{\"code\":\"4001\",\"message\":\"m\"}}",
        "{\"event\":\"pusher:error\",\"data\":{\"code\":4001,\"message\":null}}"
      })
  void theRulesNoticeABadFrame(String text) {
    assertThat(EnvelopeRules.broken(text)).isPresent();
  }

  @Test
  void theRulesLetGoodFramesPass() {
    assertThat(EnvelopeRules.broken("{\"event\":\"a\",\"data\":\"{}\"}")).isEmpty();
    assertThat(
            EnvelopeRules.broken(
                "{\"event\":\"pusher:error\",\"data\":{\"code\":null,\"message\":\"m\"}}"))
        .isEmpty();
    assertThat(EnvelopeRules.mayClose(4301)).isFalse();
    assertThat(EnvelopeRules.mayClose(4201)).isTrue();
  }

  @Test
  @Checklist({22, 23, 24, 25})
  void aLongSessionKeepsTheEnvelopeRules() {
    Probe ada = stage.connect().withCounts();
    Probe lin = stage.connect();
    ada.signIn("{\"id\":\"ada\",\"watchlist\":[\"lin\"]}");
    ada.expect("pusher_internal:watchlist_events");
    ada.join("open");
    ada.expect("pusher_internal:subscription_count", "open");
    ada.join("cache-envelope");
    ada.expect("pusher:cache_miss", "cache-envelope");
    ada.expect("pusher_internal:subscription_count", "cache-envelope");
    ada.join("private-envelope");
    ada.expect("pusher_internal:subscription_count", "private-envelope");
    ada.joinAs("presence-envelope", "1");
    lin.joinMember("presence-envelope", "{\"user_id\":\"2\"}");
    ada.expect("pusher_internal:member_added", "presence-envelope");
    lin.trigger("client-x", "presence-envelope", "{}");
    ada.expect("client-x", "presence-envelope");
    stage.api().publish("private-envelope", "from-server", "").expectOk();
    assertThat(ada.expect("from-server", "private-envelope").dataText()).isEmpty();
    lin.leave("presence-envelope");
    ada.expect("pusher_internal:member_removed", "presence-envelope");
    ada.subscribe("private-refused", TestApp.KEY + ":bad");
    ada.expectRefused("private-refused");
    ada.send("nonsense", "{}");
    ada.expectError(null);
    ada.expectNothing();
    stage.api().post("/users/ada/terminate_connections", "{}").expectOk("{}");
    ada.expectFatal(4009);
  }

  @ParameterizedTest
  @Checklist({26, 27, 28})
  @ValueSource(
      strings = {
        "not json",
        "",
        "{\"event\":\"pusher:ping\"",
        "{\"event\":\"pusher:ping\",\"data\":{}}x",
        "{'event':'pusher:ping'}",
        "[]",
        "[{\"event\":\"pusher:ping\"}]",
        "7",
        "null",
        "\"pusher:ping\"",
        "{}",
        "{\"data\":{}}",
        "{\"event\":null}",
        "{\"event\":7,\"data\":{}}",
        "{\"event\":\"foo\",\"data\":{}}",
        "{\"event\":\"pusher:foo\",\"data\":{}}",
        "{\"event\":\"pusher_internal:member_added\",\"channel\":\"a\",\"data\":\"{}\"}"
      })
  void nonsenseIsAnsweredAndTheConnectionStays(String text) {
    Probe probe = stage.connect();
    probe.send(text);
    assertThat(probe.expectError(null).errorMessage()).isNotBlank();
    probe.join("after-nonsense");
    stage.connect();
  }

  @Test
  @Checklist(26)
  void deeplyNestedNonsenseDoesNotBreakTheParser() {
    Probe probe = stage.connect();
    probe.send("[".repeat(30_000));
    probe.expectError(null);
    probe.send("pusher:subscribe", "[".repeat(10_000) + "]".repeat(10_000));
    probe.expectError(null);
    probe.expectNothing();
  }

  @Test
  @Checklist(29)
  void aFrameAboveTheCapEndsTheConnection() {
    Probe probe = stage.connect();
    probe.send("x".repeat(65_537));
    probe.expectClose(1009);
  }

  @Test
  @Checklist(29)
  void anAnnouncedGiantIsRefusedBeforeItArrives() {
    Probe probe = stage.connect();
    probe.announce(2_000_000_000);
    probe.expectClose(1009);
  }

  @Test
  @Checklist(29)
  void fragmentsCountTogether() {
    Probe probe = stage.connect();
    String part = "x".repeat(30_000);
    probe.sendFragments(part, part, part);
    probe.expectClose(1009);
  }

  @Test
  @Checklist(29)
  void theLargestAllowedFrameIsRead() {
    Stage small = stage.with(Setup.standard().withLimit(Limit.FRAME_BYTES, 1_024));
    Probe probe = small.connect();
    String event = "{\"event\":\"pusher:ping\",\"data\":\"\"}";
    probe.send(event.replace("\"\"", Json.literal("x".repeat(1_024 - event.length()))));
    probe.expect("pusher:pong");
    probe.send(event.replace("\"\"", Json.literal("x".repeat(1_025 - event.length()))));
    probe.expectClose(1009);
  }

  @Test
  void aMessageMayComeInFragmentsWithPingsBetween() {
    Probe probe = stage.connect();
    probe.sendFragments("{\"event\":\"pusher:p", "ing\",\"da", "ta\":{}}");
    probe.expect("pusher:pong");
    assertThat(probe.expectPong()).isEqualTo("between");
  }

  @Test
  @Checklist(30)
  void aBinaryFrameEndsOnlyItsOwnConnection() {
    Probe other = stage.connect();
    Probe probe = stage.connect();
    probe.sendBinary(new byte[] {1, 2, 3});
    probe.expectClose(1003);
    other.expectNothing();
  }

  @Test
  @Checklist(31)
  void aNormalCloseIsEchoedAndFreesTheChannels() {
    Probe watcher = stage.connect();
    watcher.joinAs("presence-closing", "1");
    Probe probe = stage.connect();
    probe.join("private-closing");
    probe.joinAs("presence-closing", "2");
    watcher.expect("pusher_internal:member_added");
    probe.sendClose(1000);
    probe.expectClose(1000);
    long closed = System.nanoTime();
    Frame removed = watcher.expect("pusher_internal:member_removed");
    assertThat(removed.data().path("user_id").asText()).isEqualTo("2");
    assertThat(System.nanoTime() - closed).isLessThan(1_000_000_000L);
    stage.api().get("/channels/private-closing").expectOk("{\"occupied\":false}");
  }

  @Test
  void halfAFrameBlocksNobodyElse() {
    Probe stuck = stage.connect();
    stuck.sendHalfAFrame("{\"event\":\"pusher:ping\"}");
    stage.connect().expectNothing();
  }
}
