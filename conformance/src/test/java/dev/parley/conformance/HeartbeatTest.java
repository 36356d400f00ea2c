package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class HeartbeatTest {
  private final Stage stage;

  HeartbeatTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist({32, 33})
  @ValueSource(
      strings = {
        "{\"event\":\"pusher:ping\",\"data\":{}}",
        "{\"event\": \"pusher:ping\"}",
        "{\"event\":\"pusher:ping\",\"data\":\"{}\"}",
        "{\"data\":null,\"event\":\"pusher:ping\"}"
      })
  void aPingEventIsAnsweredByAPongEvent(String ping) {
    Probe probe = stage.connect();
    probe.send(ping);
    assertThat(probe.expect("pusher:pong").text())
        .isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
  }

  @Test
  @Checklist(34)
  void aControlPingIsAnsweredInKind() {
    Probe probe = stage.connect();
    for (String payload : new String[] {"x", "", "p".repeat(125)}) {
      probe.ping(payload);
      assertThat(probe.expectPong()).isEqualTo(payload);
    }
    probe.expectNothing();
  }

  @Test
  @Checklist(35)
  void manyControlPingsTripNoLimit() throws InterruptedException {
    Probe probe = stage.connect();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      clock.scheduleAtFixedRate(
          () -> probe.ping("again"), 0, Pace.SOAK ? 1_000 : 2, TimeUnit.MILLISECONDS);
      for (int i = 0; i < 300; i++) {
        assertThat(probe.expectPong()).isEqualTo("again");
      }
      clock.shutdownNow();
      assertThat(clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
    probe.expectNothing();
  }

  @Test
  @Checklist(36)
  void whoAnswersControlPingsMayBeSilent() {
    Probe probe = stage.with(Pace.setup()).connect();
    for (int i = 0; i < 4; i++) {
      probe.expectPing(Pace.patience());
    }
    probe.expectNothing();
  }

  @Test
  @Checklist(37)
  void whoAnswersNothingIsClosed() {
    // the pong time-out is a quarter of the idle limit, as in production: a server that counts it
    // from the wrong moment closes too early
    Duration idleLimit = Pace.SOAK ? Pace.IDLE : Duration.ofMillis(1_200);
    Setup setup =
        Pace.setup()
            .withLimit(Limit.ACTIVITY_TIMEOUT_MILLIS, idleLimit.toMillis())
            .withLimit(Limit.PONG_TIMEOUT_MILLIS, idleLimit.toMillis() / 4);
    Probe probe = stage.with(setup).dial().deaf().connect();
    // a server may probe a client that just came earlier, to spread its pings
    probe.expectNothing();
    long silentSince = System.nanoTime();
    Frame error = probe.expect("pusher:error", Pace.patience());
    Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);
    assertThat(error.errorCode()).isEqualTo(4201);
    probe.expectClose(4201);
    assertThat(probe.pingsSeen()).isEqualTo(1);
    assertThat(silence).isBetween(idleLimit, idleLimit.plusSeconds(40));
  }

  @Test
  @Checklist(38)
  void whoOnlyReceivesIsNotCutOff() throws InterruptedException {
    Stage idle = stage.with(Pace.setup());
    Probe probe = idle.connect();
    probe.join("ticker");
    SignedApi api = idle.api();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      clock.scheduleAtFixedRate(
          () -> api.publish("ticker", "tick", "1"),
          0,
          Pace.SOAK ? 1_000 : 20,
          TimeUnit.MILLISECONDS);
      for (int ticks = 0; probe.pingsSeen() < 5; ticks++) {
        probe.expect("tick");
        assertThat(ticks).as("ticks without the server's pings").isLessThan(3_000);
      }
      clock.shutdownNow();
      assertThat(clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
    probe.send("pusher:ping", "{}");
    probe.skipTo("pusher:pong");
  }

  @Test
  @Checklist(40)
  void aPongEventIsTakenSilently() {
    Probe probe = stage.connect();
    probe.send("{\"event\":\"pusher:pong\",\"data\":{}}");
    probe.expectNothing();
  }

  @Test
  @Checklist(41)
  void aDrainSendsEveryClientAwayAndLetsNoNewOneIn() {
    Stage stopping = stage.with(Pace.setup());
    Probe[] probes = {stopping.connect(), stopping.connect(), stopping.connect()};
    var gone = stopping.server().drain(Duration.ofMillis(300));
    for (Probe probe : probes) {
      probe.expectFatal(4200);
      probe.expectGone();
    }
    assertThat(gone).succeedsWithin(Pace.patience());
    stopping.dial().open().expectFatal(4100);
  }

  @Test
  @Checklist(42)
  void aHalfOpenConnectionIsCleanedUp() {
    Stage idle = stage.with(Pace.setup());
    Probe watcher = idle.connect();
    watcher.joinAs("presence-cut", "1");
    Probe reset = idle.connect();
    reset.joinAs("presence-cut", "2");
    reset.join("private-cut");
    watcher.expect("pusher_internal:member_added");
    reset.reset();
    watcher.expect("pusher_internal:member_removed", Pace.patience());
    idle.api().get("/channels/private-cut").expectOk("{\"occupied\":false}");

    Probe silent = idle.dial().deaf().connect();
    silent.joinAs("presence-cut", "3");
    watcher.expect("pusher_internal:member_added");
    watcher.expect("pusher_internal:member_removed", Pace.patience());
  }

  @Test
  @Checklist(43)
  void whoStopsReadingIsClosedBeforeMemoryGrows() {
    Stage bounded = stage.with(Pace.setup().withLimit(Limit.OUTGOING_BYTES, 65_536));
    Probe slow = bounded.dial().receiveBuffer(4_096).connect();
    slow.join("flood");
    slow.stopReading();
    String data = "d".repeat(10_000);
    int published = 0;
    boolean occupied = true;
    while (occupied && published < 5_000) {
      bounded.api().publish("flood", "e", data).expectOk();
      published++;
      occupied =
          bounded.api().get("/channels/flood").expectOk().json().path("occupied").booleanValue();
    }
    assertThat(occupied).as("still subscribed after %s events", published).isFalse();
    slow.readAgain();
    slow.expectGone();
    bounded.connect().expectNothing();
  }
}
