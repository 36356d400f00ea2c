package dev.parley.socketio.gateway;

import static dev.parley.socketio.gateway.GatewaySocket.connect;
import static dev.parley.socketio.gateway.GatewaySocket.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.messenger.Bound;
import dev.parley.messenger.message.Sent;
import dev.parley.socketio.engine.EngineClient;
import dev.parley.socketio.gateway.GatewayHouse.Someone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway promises, to clients that do what the official one never does. */
@Timeout(30)
class GatewayTest {
  @TempDir static Path folder;
  private static GatewayHouse house;
  private static Someone ada;
  private static Someone bob;
  private static long talk;

  @BeforeAll
  static void start() {
    house = new GatewayHouse(folder);
    ada = house.person();
    bob = house.person();
    talk = house.group(ada, bob);
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  private final List<GatewaySocket> sockets = new ArrayList<>();

  private GatewaySocket socket(Someone who) throws Exception {
    GatewaySocket socket = house.socket(who);
    sockets.add(socket);
    return socket;
  }

  /** However clients went, nothing of them is left: neither here nor on the node. */
  @AfterEach
  void shouldForgetThoseWhoLeft() {
    sockets.forEach(GatewaySocket::leave);
    await()
        .untilAsserted(() -> {
          assertThat(house.isEmpty()).isTrue();
          assertThat(house.channels()).isZero();
        });
  }

  // Who comes in

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

  // What it does

  @Test
  void shouldHaveOnlySoManyConversationsOpen() throws Exception {
    GatewaySocket socket = socket(ada);
    int most = Bound.GATEWAY_ROOMS.count();
    List<Long> rooms = IntStream.rangeClosed(0, most + 1).mapToObj(_ -> house.group(ada)).toList();
    for (long room : rooms.subList(0, most)) {
      assertThat(join(socket, room)).startsWith("{\"ok\":true");
    }
    assertThat(house.channels()).isEqualTo(most + 1L);
    assertThat(join(socket, rooms.get(most)))
        .contains("\"limit-reached\"", "\"conversationId\"", "at most " + most);
    assertThat(join(socket, rooms.getFirst())).as("one of them").startsWith("{\"ok\":true");
    assertThat(socket.ask("leave", "\"" + rooms.getFirst() + "\"")).isEqualTo("{\"ok\":true}");
    assertThat(join(socket, rooms.get(most))).startsWith("{\"ok\":true");
    assertThat(join(socket, rooms.get(most + 1))).contains("\"limit-reached\"");
    house.evict(ada, rooms.get(1));
    await().until(() -> house.channels() == most);
    assertThat(join(socket, rooms.get(most + 1)))
        .as("in the place of one that ended by itself")
        .startsWith("{\"ok\":true");
  }

  private static String join(GatewaySocket socket, long conversation) throws Exception {
    return socket.ask("join", "\"" + conversation + "\"");
  }

  @Test
  void shouldHaveOnlySoMuchWaitAndDoItInItsOrder() throws Exception {
    GatewaySocket socket = socket(ada);
    int most = Bound.GATEWAY_EVENTS_WAITING.count();
    long room = house.group(ada);
    int before = house.begun();
    CountDownLatch held = house.hold();
    var ids = new ArrayList<Long>();
    ids.add(socket.emit("message", message(room, "first")));
    await().until(() -> house.begun() == before + 1);
    for (int i = 0; i < most; i++) {
      ids.add(socket.emit("message", message(room, "waits " + i)));
    }
    assertThat(socket.send(room, "too much")).contains("\"busy\"");
    assertThat(house.begun()).as("one at a time").isEqualTo(before + 1);
    held.countDown();
    for (long id : ids) {
      assertThat(socket.answer(id)).startsWith("{\"ok\":true");
    }
    var expected = new ArrayList<>(List.of("first"));
    IntStream.range(0, most).forEach(i -> expected.add("waits " + i));
    assertThat(house.log(room)).isEqualTo(expected);
    assertThat(socket.send(room, "room again")).startsWith("{\"ok\":true");
  }

  @Test
  void shouldSayWhatAClientSaidBeforeItLeft() throws Exception {
    GatewaySocket socket = socket(ada);
    long room = house.group(ada);
    int before = house.begun();
    CountDownLatch held = house.hold();
    for (int i = 0; i < 5; i++) {
      socket.emit("message", message(room, "last words " + i));
    }
    await().until(() -> house.begun() == before + 1);
    socket.leave();
    await().until(house::isEmpty);
    held.countDown();
    await().until(() -> house.log(room).contains("last words 4"));
    assertThat(house.log(room)).hasSize(5);
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
  void shouldCountEveryKindOfEvent() throws Exception {
    house.stopTime(true);
    GatewaySocket socket = socket(ada);
    long most = Bound.GATEWAY_EVENTS_PER_SECOND.value();
    var codes = new ArrayList<String>();
    for (int i = 1; i < most; i++) { // to connect was the first
      switch (i % 3) {
        case 1 -> codes.add(socket.ask("dance", "1"));
        case 2 -> {
          socket.say("451-" + (1_000 + i) + "[\"message\",{\"_placeholder\":true,\"num\":0}]");
          socket.sayBinary(new byte[] {1, 2, 3});
          codes.add(socket.answer(1_000 + i));
        }
        default -> {
          socket.say("40/elsewhere,");
          codes.add(socket.next());
        }
      }
    }
    assertThat(codes).noneMatch(answer -> answer.contains("rate-limited"));
    assertThat(codes.get(0)).contains("\"invalid-field\"", "\"event\"");
    assertThat(codes.get(1)).contains("\"invalid-field\"", "binary");
    assertThat(codes.get(2)).startsWith("44/elsewhere,").contains("Invalid namespace", "not-found");
    assertThat(socket.ask("dance", "1")).contains("\"rate-limited\"");
    socket.say("451-7777[\"message\",{\"_placeholder\":true,\"num\":0}]");
    socket.sayBinary(new byte[] {1});
    assertThat(socket.answer(7777)).contains("\"rate-limited\"");
    socket.say("40/elsewhere,");
    assertThat(socket.next()).startsWith("44/elsewhere,").contains("\"rate-limited\"");
    house.stopTime(false);
    assertThat(socket.ask("dance", "1")).contains("\"invalid-field\"");
  }

  @Test
  void shouldSkipBinaryPartsAndNothingElse() throws Exception {
    GatewaySocket socket = socket(ada);
    socket.say("462-5[{\"_placeholder\":true,\"num\":0}]");
    socket.sayBinary(new byte[] {1});
    socket.sayBinary(new byte[] {2});
    assertThat(socket.send(talk, "behind the parts")).startsWith("{\"ok\":true");
    int most = Bound.GATEWAY_PARTS.count();
    socket.say("45" + most + "-[\"message\"]");
    for (int i = 0; i < most; i++) {
      socket.sayBinary(new byte[] {1});
    }
    assertThat(socket.hear("exception")).contains("\"invalid-field\"", "binary");
    assertThat(socket.send(talk, "behind many")).startsWith("{\"ok\":true");
    socket.say("451-[\"message\"]");
    socket.say("42[\"message\"]");
    assertThat(socket.closed()).as("a text in the place of a part").isEqualTo(1002);
    GatewaySocket bold = house.socket(ada);
    bold.say("45" + (most + 1) + "-[\"message\"]");
    assertThat(bold.closed()).as("too many parts").isEqualTo(1002);
    GatewaySocket rude = house.socket(ada);
    rude.sayBinary(new byte[] {1});
    assertThat(rude.closed()).as("a part of nothing").isEqualTo(1002);
  }

  @Test
  void shouldNotSayWhatFailedInside() throws Exception {
    GatewaySocket socket = socket(ada);
    house.failWith(new IllegalStateException("the secret of the house"));
    String answer = socket.send(talk, "x");
    house.failWith(null);
    assertThat(answer).contains("\"internal\"").doesNotContain("secret");
    assertThat(socket.send(talk, "and on it goes")).startsWith("{\"ok\":true");
  }

  @Test
  void shouldSendNothingThatNamesTwoPlaces() throws Exception {
    GatewaySocket socket = socket(ada);
    Someone eve = house.person();
    String direct = socket.ask("message", to(0, bob.id()));
    assertThat(direct).startsWith("{\"ok\":true");
    long both = Long.parseLong(direct.replaceAll(".*\"conversationId\":\"(\\d+)\".*", "$1"));
    assertThat(socket.ask("message", to(both, bob.id()))).startsWith("{\"ok\":true");
    assertThat(socket.ask("message", to(talk, talk))).startsWith("{\"ok\":true");
    for (String wrong :
        List.of(to(both, eve.id()), to(both, ada.id()), to(talk, bob.id()), to(talk, both))) {
      assertThat(socket.ask("message", wrong))
          .as(wrong)
          .contains("\"invalid-field\"", "\"message.receiverId\"");
    }
    String nobody = "{\"participants\":[\"99\"],\"message\":{\"body\":\"x\"}}";
    assertThat(socket.ask("message", nobody)).contains("\"not-found\"", "\"participants\"");
    assertThat(socket.ask("message", to(0, 99)))
        .contains("\"not-found\"", "\"message.receiverId\"");
  }

  /** A message for a conversation and a receiver, either of which may be 0 for none. */
  private static String to(long conversation, long receiver) {
    return "{\"message\":{%s%s\"body\":\"x\"}}"
        .formatted(
            conversation == 0 ? "" : "\"conversationId\":\"%d\",".formatted(conversation),
            receiver == 0 ? "" : "\"receiverId\":\"%d\",".formatted(receiver));
  }

  @Test
  void shouldWriteDigitsThatEveryClientReads() throws Exception {
    GatewaySocket socket = socket(ada);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(join(socket, talk)).startsWith("{\"ok\":true,\"conversationId\":\"" + talk + "\"");
    } finally {
      Locale.setDefault(before);
    }
  }

  // What it hears

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
  void shouldAskNobodyToAcknowledgeTheirOwnMessages() throws Exception {
    GatewaySocket adas = socket(ada);
    GatewaySocket bobs = socket(bob);
    assertThat(adas.send(talk, "mine")).startsWith("{\"ok\":true");
    assertThat(adas.hear("\"mine\"")).startsWith("42[\"message\",");
    assertThat(bobs.hear("\"mine\"")).matches("42\\d+\\[\"message\",.*");
  }
}
