package dev.parley.socketio.gateway;

import static dev.parley.socketio.gateway.GatewaySocket.connect;
import static dev.parley.socketio.gateway.GatewaySocket.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.messenger.Bound;
import dev.parley.messenger.message.Sent;
import dev.parley.socketio.engine.EngineClient;
import dev.parley.socketio.gateway.GatewayHouse.Someone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, what they hear, and how they end, also where clients keep to no rule. */
class GatewayTest extends OnGatewayHouse {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"message\",{}]",
        "420[\"dance\"]",
        "431[]",
        "41",
        "451-[\"x\",{}]",
        "4abc",
        "4"
      })
  void shouldHearNothingBeforeAClientIsConnected(String packet) throws Exception {
    var socket = new GatewaySocket(house.client());
    socket.say(packet);
    assertThat(socket.closed()).isEqualTo(1002);
  }

  @Test
  void shouldConnectAClientOnce() throws Exception {
    GatewaySocket twice = house.socket(ada);
    twice.say(connect(ada.token()));
    assertThat(twice.next()).contains("\"closed\"");
    assertThat(twice.closed()).isEqualTo(1002);
    var hasty = new GatewaySocket(house.client());
    hasty.say(connect(ada.token()));
    hasty.say(connect(ada.token()));
    assertThat(hasty.closed()).as("while the first is looked at").isEqualTo(1002);
  }

  @Test
  void shouldLetAClientTryAgainThatWasNotLetIn() throws Exception {
    var socket = new GatewaySocket(house.client());
    sockets.add(socket);
    socket.say(connect("no.such.token"));
    assertThat(socket.next()).startsWith("44").contains("\"unauthenticated\"");
    socket.say("40{\"token\":7}");
    assertThat(socket.next()).startsWith("44").contains("auth.token");
    socket.enter(ada.token());
    assertThat(socket.send(talk, "in at last")).startsWith("{\"ok\":true");
  }

  @Test
  void shouldForgetAClientThatLeavesWhileItIsLookedAt() throws Exception {
    EngineClient client = house.client();
    for (int i = 0; i < 10; i++) {
      String sid = client.open();
      client.post(sid, connect(ada.token()) + "\u001e1");
    }
  }

  @Test
  void shouldForgetAClientThatLeavesWhileItJoins() throws Exception {
    EngineClient client = house.client();
    for (int i = 0; i < 10; i++) {
      String sid = client.open();
      client.post(sid, connect(ada.token()));
      assertThat(client.poll(sid).body()).startsWith("40");
      client.post(sid, "42[\"join\",\"" + talk + "\"]\u001e1");
    }
  }

  @Test
  void shouldTakeOnlySoManyClientsOfAPersonAndOthersOnceTheyLeave() throws Exception {
    var all = new ArrayList<GatewaySocket>();
    for (int i = 0; i < Bound.GATEWAY_SESSIONS_PER_USER.value(); i++) {
      all.add(socket(bob));
    }
    var more = new GatewaySocket(house.client());
    sockets.add(more);
    more.say(connect(bob.token()));
    assertThat(more.next()).startsWith("44").contains("\"limit-reached\"");
    for (int i = all.size(); i < GatewayHouse.MOST_CLIENTS; i++) {
      socket(ada);
    }
    var another = new GatewaySocket(house.client());
    sockets.add(another);
    another.say(connect(ada.token()));
    assertThat(another.next()).as("the node is full").startsWith("44").contains("\"busy\"");
    all.getFirst().leave();
    await().untilAsserted(() -> more.enter(bob.token()));
  }

  @Test
  void shouldDoNothingMoreOfASessionThatHasEnded() throws Exception {
    Someone cid = house.person();
    long room = house.group(cid, ada);
    GatewaySocket socket = socket(cid);
    CountDownLatch held = house.hold();
    int before = house.begun();
    long first = socket.emit("message", message(room, "under way"));
    await().until(() -> house.begun() == before + 1);
    long second = socket.emit("message", message(room, "too late"));
    long third = socket.emit("join", "\"" + room + "\"");
    house.tellNode(false);
    house.sessions.signOut(cid.tokens().caller());
    held.countDown();
    assertThat(socket.answer(first)).startsWith("{\"ok\":true");
    assertThat(socket.answer(second)).contains("\"session-ended\"");
    assertThat(socket.answer(third)).contains("\"session-ended\"");
    assertThat(house.log(room)).contains("under way").doesNotContain("too late");
    house.tellNode(true);
  }

  @Test
  void shouldSayThatASessionEndsAndThatTheClientIsNotToComeBack() throws Exception {
    Someone cid = house.person();
    GatewaySocket socket = house.socket(cid);
    house.sessions.signOut(cid.tokens().caller());
    assertThat(socket.next()).startsWith("42[\"exception\",").contains("\"session-ended\"");
    assertThat(socket.next()).isEqualTo("41");
    assertThat(socket.closed()).isEqualTo(4009);
    var again = new GatewaySocket(house.client());
    sockets.add(again);
    again.say(connect(cid.token()));
    assertThat(again.next()).startsWith("44").contains("\"session-ended\"");
  }

  @Test
  void shouldOpenNothingByWhatTheStoreSaidBeforeAccessEnded() throws Exception {
    Someone cid = house.person();
    long room = house.group(cid, ada);
    GatewaySocket socket = house.socket(cid);
    var second = new GatewaySocket(house.client());
    sockets.add(second);
    house.evict(cid, room);
    house.tellTokens(false);
    house.beLate(Duration.ofSeconds(10));
    try {
      assertThat(join(socket, room)).contains("\"not-found\"");
      house.sessions.signOut(cid.tokens().caller());
      assertThat(socket.closed()).isEqualTo(4009);
      second.say(connect(cid.token()));
      assertThat(second.next()).startsWith("44").contains("\"session-ended\"");
    } finally {
      house.beLate(Duration.ZERO);
      house.tellTokens(true);
    }
  }

  @Test
  void shouldTellOnceHowFarAClientHasHeardHoweverMuchItAcknowledges() throws Exception {
    Someone cid = house.person();
    long group = house.group(ada, cid);
    GatewaySocket socket = socket(cid);
    int count = Bound.GATEWAY_EVENTS_WAITING.count() + 20;
    Sent last = house.says(ada, group, "one of many 0");
    for (int i = 1; i < count; i++) {
      last = house.says(ada, group, "one of many " + i);
    }
    var acks = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      String frame = socket.next();
      assertThat(frame).as("in order").contains("one of many " + i + "\"");
      acks.add(frame.substring(2, frame.indexOf('[')));
    }
    var writing = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    Thread writer =
        Thread.startVirtualThread(() ->
            house.transactions.<Integer>write(
                group,
                (_, _) -> {
                  writing.countDown();
                  written.await();
                  return 0;
                }));
    writing.await();
    for (String id : acks) {
      socket.say("43" + id + "[]");
    }
    assertThat(join(socket, group)).as("not held up by receipts").startsWith("{\"ok\":true");
    written.countDown();
    writer.join();
    long reached = last.seq();
    await().untilAsserted(() -> assertThat(house.delivered(cid, group)).isEqualTo(reached));
  }

  @Test
  void shouldRememberOnlySoManyMessagesThatAreNotAcknowledged() throws Exception {
    Someone cid = house.person();
    GatewaySocket socket = socket(cid);
    long first = house.group(ada, cid);
    long second = house.group(ada, cid);
    long third = house.group(ada, cid);
    house.says(ada, first, "forgotten");
    String frame = socket.next();
    String oldest = frame.substring(2, frame.indexOf('['));
    Sent known = house.says(ada, second, "known");
    frame = socket.next();
    String next = frame.substring(2, frame.indexOf('['));
    for (int i = 1; i < Bound.GATEWAY_ACKS_PENDING.value(); i++) {
      house.says(ada, third, "more");
      socket.next();
    }
    socket.say("43" + oldest + "[]");
    socket.say("43" + next + "[]");
    await().untilAsserted(() -> assertThat(house.delivered(cid, second)).isEqualTo(known.seq()));
    assertThat(house.delivered(cid, first)).as("pushed out by later ones").isZero();
    socket.say("43999999[]");
    assertThat(socket.ask("dance", "1")).as("an id of nothing does no harm").isNotEmpty();
  }

  @Test
  void shouldTellOthersThatAMessageIsUnreadAndAskThemToAcknowledgeIt() throws Exception {
    GatewaySocket adas = socket(ada);
    GatewaySocket bobs = socket(bob);
    assertThat(adas.send(talk, "mine")).startsWith("{\"ok\":true");
    assertThat(adas.hear("\"mine\"")).startsWith("42[\"message\",").contains("\"unReads\":[]");
    assertThat(bobs.hear("\"mine\""))
        .matches("42\\d+\\[\"message\",.*\"unReads\":\\[(\"\\d+\",?)+].*");
  }
}
