package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class SubscriptionCountTest {
  private static final String COUNT = "pusher_internal:subscription_count";

  private final Stage stage;

  SubscriptionCountTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist(85)
  void everyChangeIsCountedToAllMembers() {
    Probe first = stage.connect().withCounts();
    Probe second = stage.connect().withCounts();
    first.join("counted");
    assertThat(count(first, "counted")).isEqualTo(1);
    second.join("counted");
    assertThat(count(first, "counted")).isEqualTo(2);
    assertThat(count(second, "counted")).isEqualTo(2);
    second.leave("counted");
    assertThat(count(first, "counted")).isEqualTo(1);
    second.expectNothing();
  }

  @Test
  @Checklist(85)
  void presenceChannelsAreNotCounted() {
    Probe first = stage.connect().withCounts();
    Probe second = stage.connect().withCounts();
    first.joinAs("presence-counted", "1");
    second.joinAs("presence-counted", "2");
    first.expect("pusher_internal:member_added");
    second.expectNothing();
    first.expectNothing();
  }

  @Test
  @Checklist(86)
  void aCrowdIsCountedOncePerInterval() {
    Stage slow =
        stage.with(Setup.standard().withLimit(Limit.SUBSCRIPTION_COUNT_INTERVAL_MILLIS, 600_000));
    Probe watcher = slow.connect().withCounts();
    watcher.join("crowd");
    assertThat(count(watcher, "crowd")).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      slow.connect().join("crowd");
    }
    for (int i = 2; i <= 100; i++) {
      assertThat(count(watcher, "crowd")).isEqualTo(i);
    }
    // 101 members and an interval that will not end in this test: at most one more count may come
    for (int i = 0; i < 20; i++) {
      Probe late = slow.connect();
      late.join("crowd");
      late.leave("crowd");
      late.expectNothing();
    }
    slow.api().publish("crowd", "end", "1").expectOk();
    int counts = 0;
    while (watcher.expectAny().event().equals(COUNT)) {
      counts++;
    }
    assertThat(counts).isLessThanOrEqualTo(1);
  }

  @Test
  @Checklist(86)
  void theIntervalEndsWithTheLastCount() {
    Stage quick =
        stage.with(Setup.standard().withLimit(Limit.SUBSCRIPTION_COUNT_INTERVAL_MILLIS, 200));
    Probe watcher = quick.connect().withCounts();
    watcher.join("settling");
    for (int i = 0; i < 109; i++) {
      quick.connect().join("settling");
    }
    int last = 0;
    while (last != 110) {
      last = count(watcher, "settling");
    }
  }

  @Test
  @Checklist(87)
  void nothingIsCountedWhereTheAppDoesNotAskForIt() {
    Stage off =
        stage.with(Setup.standard().withOptions(o -> o.with(Feature.SUBSCRIPTION_COUNTS, false)));
    Probe first = off.connect().withCounts();
    Probe second = off.connect().withCounts();
    first.join("uncounted");
    second.join("uncounted");
    second.leave("uncounted");
    second.expectNothing();
    off.api().publish("uncounted", "fence", "1").expectOk();
    first.expect("fence");
  }

  private static int count(Probe probe, String channel) {
    JsonNode count = probe.expect(COUNT, channel).data().path("subscription_count");
    assertThat(count.isIntegralNumber()).isTrue();
    return count.intValue();
  }
}
