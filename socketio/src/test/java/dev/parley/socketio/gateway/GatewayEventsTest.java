package dev.parley.socketio.gateway;

import static dev.parley.socketio.gateway.GatewaySocket.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.messenger.Bound;
import dev.parley.socketio.gateway.GatewayHouse.Someone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do, also what the official one never does. */
class GatewayEventsTest extends OnGatewayHouse {
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
  void shouldBeginNothingMoreOnceTheServerStops(@TempDir Path own) throws Exception {
    try (var stopping = new GatewayHouse(own)) {
      Someone cid = stopping.person();
      long room = stopping.group(cid);
      GatewaySocket socket = stopping.socket(cid);
      CountDownLatch held = stopping.hold();
      socket.emit("message", message(room, "under way"));
      socket.emit("message", message(room, "waits"));
      await().until(() -> stopping.begun() == 1);
      stopping.closeGateway();
      held.countDown();
      await().until(() -> stopping.log(room).contains("under way"));
      await().during(Duration.ofMillis(200)).until(() -> stopping.begun() == 1);
    }
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
  void shouldNameWhatItCannotRead() throws Exception {
    GatewaySocket socket = socket(ada);
    Someone eve = house.person();
    var tooMany = new StringJoiner(",", "[", "]");
    LongStream.rangeClosed(1, Bound.GROUP_MEMBERS.value() + 1)
        .forEach(id -> tooMany.add("\"" + id + "\""));
    String here = "\"conversationId\":\"" + talk + "\"";
    String[][] wrong = {
      {"payload", "7"},
      {"message", "{\"message\":7}"},
      {"message.conversationId", in("\"conversationId\":\"0\",\"body\":\"x\"")},
      {"message.conversationId", in("\"conversationId\":\"9223372036854775808\",\"body\":\"x\"")},
      {"message.conversationId", in("\"conversationId\":true,\"body\":\"x\"")},
      {"message.receiverId", in("\"receiverId\":[1],\"body\":\"x\"")},
      {"message.body", in(here + ",\"body\":7")},
      {"message.clientMsgId", in(here + ",\"body\":\"x\",\"clientMsgId\":7")},
      {"message.image", in(here + ",\"image\":7")},
      {"message.image", in(here + ",\"image\":\"of what\"")},
      {"participants", among("7", here)},
      {"participants", among("[null]", here)},
      {"participants", among("[\"x\"]", here)},
      {"participants", among("[\"" + eve.id() + "\"]", here)},
      {"participants", among("[\"" + eve.id() + "\"]", "\"receiverId\":\"" + bob.id() + "\"")},
    };
    for (String[] one : wrong) {
      assertThat(socket.ask("message", one[1]))
          .as(one[1])
          .contains("\"invalid-field\"", "\"" + one[0] + "\"");
    }
    assertThat(socket.ask("message", among(tooMany.toString(), here)))
        .contains("\"participants\"", "at most " + Bound.GROUP_MEMBERS.value());
    for (String room : List.of("\"0\"", "{}", "null", "true", "{\"conversationId\":[]}")) {
      assertThat(socket.ask("join", room)).contains("\"invalid-field\"", "\"conversationId\"");
      assertThat(socket.ask("leave", room)).contains("\"invalid-field\"", "\"conversationId\"");
    }
    assertThat(socket.ask("message", in("\"conversationId\":" + talk + ",\"body\":\"x\"")))
        .as("a number is as good as its digits")
        .startsWith("{\"ok\":true");
  }

  private static String in(String fields) {
    return "{\"message\":{" + fields + "}}";
  }

  private static String among(String participants, String place) {
    return "{\"participants\":%s,\"message\":{%s,\"body\":\"x\"}}".formatted(participants, place);
  }

  @Test
  void shouldNotShowWhoHasALargeGroupOpen() throws Exception {
    GatewaySocket socket = socket(ada);
    long small = house.group(ada, bob);
    long large = house.group(ada, bob);
    setMembers(small, Bound.PRESENCE_MEMBERS.value());
    setMembers(large, Bound.PRESENCE_MEMBERS.value() + 1);
    assertThat(join(socket, large)).startsWith("{\"ok\":true");
    assertThat(house.channels()).as("its own alone").isOne();
    assertThat(join(socket, small)).startsWith("{\"ok\":true");
    assertThat(house.channels()).isEqualTo(2);
  }

  @Test
  void shouldNotShowPeopleWhoAreBlockedWhoHasTheirConversationOpen() throws Exception {
    Someone cid = house.person();
    GatewaySocket socket = socket(cid);
    long direct =
        house.messenger.conversations().directs().open(cid.id(), bob.id()).conversation().id();
    assertThat(join(socket, direct)).startsWith("{\"ok\":true");
    assertThat(house.channels()).isEqualTo(2);
    assertThat(socket.ask("leave", "\"" + direct + "\"")).isEqualTo("{\"ok\":true}");
    house.messenger.blocks().block(bob.id(), cid.id());
    assertThat(join(socket, direct)).startsWith("{\"ok\":true");
    assertThat(house.channels()).as("its own alone").isOne();
  }

  private static void setMembers(long conversation, long count) {
    house.transactions.<Integer>write(
        conversation,
        (handle, _) ->
            handle.execute(
                "update conversation set member_count = ? where conversation_id = ?",
                count,
                conversation));
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
}
