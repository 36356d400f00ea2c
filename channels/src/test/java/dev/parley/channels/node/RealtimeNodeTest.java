package dev.parley.channels.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.hub.Transition;
import dev.parley.channels.protocol.Signature;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The order of things, on real sockets and two event loops. */
class RealtimeNodeTest {
  private static final String APP = "1";

  private final ConcurrentLinkedQueue<Transition> transitions = new ConcurrentLinkedQueue<>();
  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(2),
          new FixedApps(List.of(App.of(APP, "key", "secret"))),
          InstantSource.system(),
          System::nanoTime,
          new SecureRandom(),
          (_, transition) -> transitions.add(transition));
  @AutoClose private final ServedNode served = new ServedNode(node);

  /** While events stream, a joiner gets the cached one and then each later one, none twice. */
  @Test
  void joinerShouldSeeTheCachedEventAndEveryLaterOneExactlyOnce() throws InterruptedException {
    String channel = "cache-numbers";
    node.publish(APP, channel, "n", "0");
    int last = 3_000;
    var joiners = new ArrayList<TestClient>();
    for (int i = 0; i < 12; i++) {
      joiners.add(served.connect());
    }
    Thread publisher =
        Thread.startVirtualThread(() -> {
          for (int i = 1; i <= last; i++) {
            node.publish(APP, channel, "n", Integer.toString(i));
          }
        });
    for (TestClient joiner : joiners) {
      joiner.subscribe(channel);
    }
    publisher.join();
    for (TestClient joiner : joiners) {
      joiner.expect("pusher_internal:subscription_succeeded");
      int expected = Integer.parseInt(TestClient.text(joiner.expect("n"), "data"));
      while (expected < last) {
        expected++;
        assertThat(TestClient.text(joiner.expect("n"), "data"))
            .isEqualTo(Integer.toString(expected));
      }
    }
  }

  @Test
  void evictedUserShouldGetNothingPublishedAfterwards() {
    TestClient ann = served.connect();
    TestClient bob = served.connect();
    ann.subscribe("private-room", "{\"user_id\":\"ann\"}");
    bob.subscribe("private-room", "{\"user_id\":\"bob\"}");
    ann.expect("pusher_internal:subscription_succeeded");
    bob.expect("pusher_internal:subscription_succeeded");
    node.publish(APP, "private-room", "e", "before");
    node.evict(APP, "private-room", "ann");
    node.publish(APP, "private-room", "e", "after");
    assertThat(TestClient.text(ann.expect("e"), "data")).isEqualTo("before");
    ann.expect("pusher:subscription_error");
    assertThat(TestClient.text(bob.expect("e"), "data")).isEqualTo("before");
    assertThat(TestClient.text(bob.expect("e"), "data")).isEqualTo("after");
    fence(ann);
  }

  @Test
  void endedSessionShouldCloseItsSocketsAlone() {
    TestClient phone = served.connect();
    TestClient laptop = served.connect();
    phone.subscribe("private-a", "{\"user_id\":\"ann\",\"session\":\"phone\"}");
    laptop.subscribe("private-a", "{\"user_id\":\"ann\",\"session\":\"laptop\"}");
    phone.expect("pusher_internal:subscription_succeeded");
    laptop.expect("pusher_internal:subscription_succeeded");
    node.closeSession(APP, "phone");
    phone.expect("pusher:error");
    assertThat(TestClient.text(phone.expect("closed"), "data")).isEqualTo("4009");
    fence(laptop);
    Awaitility.await().until(() -> node.stats().connections() == 1);
  }

  @Test
  void signedButAlteredMemberDataOnAPrivateChannelShouldBeRefused() {
    TestClient mallory = served.connect();
    String auth = "key:" + Signature.sign("secret", "1.1:private-a:{\"user_id\":\"ann\"}");
    mallory.send(
        ("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-a\",\"auth\":\"%s\","
                + "\"channel_data\":\"{\\\"user_id\\\":\\\"ann\\\"}\"}}")
            .formatted(auth));
    mallory.expect("pusher:error");
    mallory.expect("pusher:subscription_error");
  }

  /** Whatever the interleaving, each observer's list plus joins minus leaves is the truth. */
  @Test
  void presenceShouldAgreeWithTheTruthAfterParallelJoinsAndLeaves() throws InterruptedException {
    int users = 40;
    TestClient observer = served.connect();
    observer.subscribe("presence-room", "{\"user_id\":\"observer\"}");
    observer.expect("pusher_internal:subscription_succeeded");
    var joiners = new ArrayList<TestClient>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < users; i++) {
      TestClient client = served.connect();
      joiners.add(client);
      String data = "{\"user_id\":\"u%d\"}".formatted(i / 2); // two connections each
      boolean leaves = i % 4 < 2;
      threads.add(
          Thread.startVirtualThread(() -> {
            client.subscribe("presence-room", data);
            if (leaves) {
              client.unsubscribe("presence-room");
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    // Every join and leave has been worked off once each socket has answered a ping.
    joiners.forEach(RealtimeNodeTest::drain);
    assertThat(present()).isEqualTo(users / 4);
    node.publish(APP, "presence-room", "end", "{}");
    int seen = 0;
    for (var frame = observer.next();
        !TestClient.text(frame, "event").equals("end");
        frame = observer.next()) {
      seen += TestClient.text(frame, "event").endsWith("member_added") ? 1 : -1;
    }
    assertThat(seen).isEqualTo(users / 4);
  }

  private long present() {
    return transitions.stream().filter(t -> t instanceof Transition.MemberAdded).count()
        - transitions.stream().filter(t -> t instanceof Transition.MemberRemoved).count()
        - 1; // the observer
  }

  @Test
  void drainShouldTellEveryoneToReconnectSpreadOverTheTimeAndEndWithTheLastClient() {
    List<TestClient> clients = Stream.generate(served::connect).limit(20).toList();
    long begun = System.nanoTime();
    var drained = node.drain(java.time.Duration.ofSeconds(60));
    clients.getFirst().expect("pusher:error");
    assertThat(drained).isNotDone();
    assertThat(node.stats().connections()).isGreaterThan(10);
    // The time given is an upper bound: the rest hang up by themselves, and that ends it.
    clients.forEach(TestClient::close);
    drained.join();
    assertThat(System.nanoTime() - begun).isLessThan(30_000_000_000L);
    assertThat(node.stats().connections()).isZero();
  }

  @Test
  void drainingNodeShouldRefuseNewClients() {
    served.connect();
    node.drain(java.time.Duration.ofSeconds(60));
    assertThat(TestClient.refusal(served.port())).isEqualTo(4100);
  }

  @Test
  void emptyCacheChannelShouldReportOneMissForManySubscribers() {
    for (int i = 0; i < 30; i++) {
      TestClient client = served.connect();
      client.subscribe("cache-empty");
      client.expect("pusher_internal:subscription_succeeded");
      client.expect("pusher:cache_miss");
    }
    assertThat(transitions.stream().filter(t -> t instanceof Transition.CacheMiss)).hasSize(1);
    assertThat(transitions.stream().filter(t -> t instanceof Transition.ChannelOccupied))
        .hasSize(1);
  }

  private static void drain(TestClient client) {
    client.send("{\"event\":\"pusher:ping\",\"data\":{}}");
    String event;
    do {
      event = TestClient.text(client.next(), "event");
    } while (!event.equals("pusher:pong"));
  }

  /** Proves that nothing is on its way: what comes next is the answer to a ping. */
  private static void fence(TestClient client) {
    client.send("{\"event\":\"pusher:ping\",\"data\":{}}");
    client.expect("pusher:pong");
  }
}
