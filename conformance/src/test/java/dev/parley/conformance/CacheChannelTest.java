package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class CacheChannelTest {
  private final Stage stage;
  private final SignedApi api;

  CacheChannelTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(76)
  void anEmptyCacheIsToldRightAfterTheSuccess() {
    Probe probe = stage.connect();
    probe.join("cache-empty");
    Frame miss = probe.expect("pusher:cache_miss", "cache-empty");
    assertThat(miss.dataText()).isEqualTo("{}");
  }

  @ParameterizedTest
  @Checklist({77, 81})
  @ValueSource(
      strings = {"cache-", "private-cache-", "private-encrypted-cache-", "presence-cache-"})
  void everyCachedKindRemembersTheLastEvent(String prefix) {
    String channel = prefix + "kinds";
    join(stage.connect(), channel).expect("pusher:cache_miss", channel);
    String data = "{ \"kept\" : \"é\uD83D\uDE00\" }";
    api.publish(channel, "App\\Kept", data).expectOk("{}");
    Probe late = join(stage.connect(), channel);
    Frame kept = late.expect("App\\Kept", channel);
    assertThat(kept.dataText()).isEqualTo(data);
    assertThat(kept.hasUserId()).isFalse();
    late.expectNothing(api);
  }

  @Test
  @Checklist(78)
  void aSecondEventReplacesTheFirst() {
    api.publish("cache-replaced", "first", "1").expectOk();
    api.post(
            "/batch_events",
            "{\"batch\":[{\"name\":\"second\",\"channel\":\"cache-replaced\",\"data\":\"2\"}]}")
        .expectOk();
    Probe probe = stage.connect();
    probe.join("cache-replaced");
    assertThat(probe.expect("second", "cache-replaced").dataText()).isEqualTo("2");
    probe.expectNothing(api);
  }

  @Test
  @Checklist(79)
  void anOldEventIsForgotten() {
    Stage brief = stage.with(Setup.standard().withLimit(Limit.CACHE_TTL_MILLIS, 300));
    brief.api().publish("cache-brief", "e", "1").expectOk();
    // the query API tells when the time is over without a subscription that could disturb it
    Awaitility.await()
        .until(() ->
            brief
                .api()
                .request("GET", "/channels/cache-brief")
                .query("info", "cache")
                .send()
                .expectOk()
                .json()
                .path("cache")
                .isNull());
    Probe probe = brief.connect();
    probe.join("cache-brief");
    probe.expect("pusher:cache_miss", "cache-brief");
  }

  @Test
  @Checklist(80)
  void clientEventsAreNotRemembered() {
    Probe sender = stage.connect();
    Probe receiver = stage.connect();
    for (Probe probe : new Probe[] {sender, receiver}) {
      probe.join("private-cache-client");
      probe.expect("pusher:cache_miss");
    }
    sender.trigger("client-e", "private-cache-client", "{}");
    receiver.expect("client-e", "private-cache-client");
    Probe late = stage.connect();
    late.join("private-cache-client");
    late.expect("pusher:cache_miss");
  }

  @Test
  @Checklist(82)
  void anExcludedSocketIsNoReasonToForget() {
    Probe excluded = stage.connect();
    excluded.join("cache-except");
    excluded.expect("pusher:cache_miss");
    api.publishExcept(excluded.socketId(), "cache-except", "e", "1").expectOk();
    excluded.expectNothing(api);
    Probe late = stage.connect();
    late.join("cache-except");
    late.expect("e", "cache-except");
  }

  @Test
  @Checklist(83)
  void theEventOutlivesItsSubscribers() {
    Probe probe = stage.connect();
    probe.join("cache-outlives");
    probe.expect("pusher:cache_miss");
    api.publish("cache-outlives", "e", "1").expectOk();
    probe.expect("e");
    probe.leave("cache-outlives");
    probe.expectNothing();
    api.get("/channels/cache-outlives").expectOk("{\"occupied\":false}");
    Probe late = stage.connect();
    late.join("cache-outlives");
    late.expect("e", "cache-outlives");
  }

  @Test
  @Checklist(84)
  void aHundredAtOnceEachHearOfTheMiss() throws Exception {
    var probes = IntStream.range(0, 100).mapToObj(_ -> stage.connect()).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var talks =
          probes.stream()
              .map(probe ->
                  (Callable<Frame>)
                      () -> {
                        probe.join("cache-rush");
                        return probe.expect("pusher:cache_miss", "cache-rush");
                      })
              .toList();
      for (var talk : executor.invokeAll(talks)) {
        assertThat(talk.get().dataText()).isEqualTo("{}");
      }
    }
  }

  private static Probe join(Probe probe, String channel) {
    if (channel.startsWith("presence-")) {
      probe.joinAs(channel, "1");
    } else {
      probe.join(channel);
    }
    return probe;
  }
}
