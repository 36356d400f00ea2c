package dev.parley.channels.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.Json.Value;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Visitors on real sockets. */
class HeadCountNodeTest {
  private static final Limits LIMITS =
      Limits.DEFAULTS
          .with(Limit.HEADCOUNT_LEASE_MILLIS, 600)
          .with(Limit.HEADCOUNT_INTERVAL_MILLIS, 50)
          .with(Limit.HEADCOUNT_SESSIONS_PER_ADDRESS, 3);
  private static final AppOptions COUNTING =
      AppOptions.DEFAULTS.with(Feature.HEAD_COUNT, true).withLimits(LIMITS);

  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(2).withLimits(LIMITS),
          new FixedApps(List.of(App.of("1", "key", "secret").withOptions(COUNTING))),
          InstantSource.system());
  @AutoClose private final ServedNode served = new ServedNode(node);

  private static String visit(String session, String room, int decile) {
    return """
    {"event":"parley:headcount","data":{"session":"%s","room":"%s","decile":%d}}\
    """
        .formatted(session + "-0123456789abcdef", room, decile);
  }

  private TestClient watcher(String channel) {
    TestClient watcher = served.connect();
    watcher.subscribe(channel);
    watcher.expect("pusher_internal:subscription_succeeded");
    watcher.expect("pusher:cache_miss");
    return watcher;
  }

  /** Counts come in steps that depend on the moment; the last of them is this one. */
  private static void awaitCount(TestClient watcher, String start) {
    Map<String, Value> frame;
    do {
      frame = watcher.next(); // also that nothing was told yet
    } while (!TestClient.text(frame, "event").equals("headcount")
        || !TestClient.text(frame, "data").startsWith(start));
  }

  @Test
  void shouldTellAnyPusherClientWhoReadsAPage() {
    TestClient watcher = watcher("cache-headcount-article-42");
    TestClient first = served.connect();
    first.send(visit("ann", "article-42", 1));
    served.connect().send(visit("ann", "article-42", 3));
    served.connect().send(visit("bob", "article-42", 0));
    awaitCount(watcher, "{\"sessions\":2,\"connections\":3,\"deciles\":[1,0,0,1,0,0,0,0,0,0]}");
    TestClient late = served.connect();
    late.subscribe("cache-headcount");
    late.expect("pusher_internal:subscription_succeeded");
    assertThat(TestClient.text(late.expect("headcount"), "data")).startsWith("{\"sessions\":2");
    first.close();
    awaitCount(watcher, "{\"sessions\":2,\"connections\":2");
  }

  @Test
  void shouldForgetAVisitorWhoseCableWasPulledWithinTheLease() throws Exception {
    TestClient watcher = watcher("cache-headcount");
    try (var silent = new LazySocket(served.port())) { // never answers a ping
      silent.send(visit("ann", "a", 0));
      awaitCount(watcher, "{\"sessions\":1,");
      long seen = System.nanoTime();
      awaitCount(watcher, "{\"sessions\":0,");
      assertThat(System.nanoTime() - seen).as("nanoseconds").isLessThan(2_600_000_000L);
    }
  }

  @Test
  void shouldKeepAVisitorWhoSaysNothingButIsThere() {
    TestClient watcher = watcher("cache-headcount");
    TestClient quiet = served.connect();
    quiet.send(visit("ann", "a", 0));
    awaitCount(watcher, "{\"sessions\":1,");
    long threeLeases = System.nanoTime() + 1_800_000_000L;
    while (System.nanoTime() < threeLeases) {
      try (var passing = new TestClient(served.port())) {
        passing.send(visit("bob", "a", 0));
        awaitCount(watcher, "{\"sessions\":2,");
      }
      awaitCount(watcher, "{\"sessions\":1,");
    }
  }

  @Test
  void shouldSayWhyAVisitorIsNotCounted() {
    TestClient client = served.connect();
    client.send("{\"event\":\"parley:headcount\",\"data\":{\"session\":\"short\",\"room\":\"a\"}}");
    assertThat(message(client)).contains("'session' of 16 to 64");
    client.send(visit("ann", "a", 10));
    assertThat(message(client)).isEqualTo("parley:headcount needs a 'decile' of 0 to 9");
    client.send(visit("ann", "no room", 0));
    assertThat(message(client)).startsWith("room 'no room' cannot be part of a channel's name");
    for (String session : List.of("ann", "bob", "cid")) {
      served.connect().send(visit(session, "a", 0));
    }
    awaitCount(watcherOf("cache-headcount"), "{\"sessions\":3,");
    client.send(visit("dan", "a", 0));
    assertThat(message(client))
        .isEqualTo("as many visitors as may be counted come from this address");
  }

  private TestClient watcherOf(String channel) {
    TestClient watcher = served.connect();
    watcher.subscribe(channel);
    watcher.expect("pusher_internal:subscription_succeeded");
    return watcher;
  }

  private static String message(TestClient client) {
    return TestClient.text(TestClient.data(client.expect("pusher:error")), "message");
  }

  @Test
  void shouldCountNobodyWhereTheAppDoesNotWantIt() {
    var plain = new FixedApps(List.of(App.of("1", "key", "secret")));
    var silent = new RealtimeNode(NodeSettings.of(1), plain, InstantSource.system());
    try (var other = new ServedNode(silent)) {
      TestClient client = other.connect();
      client.send(visit("ann", "a", 0));
      assertThat(message(client)).isEqualTo("the head-count is not enabled for this application");
    }
  }
}
