package dev.parley.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.socketio.engine.EngineClient.Socket;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that are rude or slow, and sessions that end while they change their transport. */
class EngineTroubleTest extends OnEngineNode {
  private static final int TEXT_FRAME = 0x81;
  private static final int CLOSE_FRAME = 0x88;

  @Test
  void shouldTryOneWebSocketAtATime() throws Exception {
    String sid = client.open();
    Socket first = client.socket(WEBSOCKET + "&sid=" + sid);
    assertThatThrownBy(() -> client.socket(WEBSOCKET + "&sid=" + sid)).isNotNull();
    probed(first);
    assertThatThrownBy(() -> client.socket(WEBSOCKET + "&sid=" + sid)).isNotNull();
    first.sayBinary(new byte[] {1});
    assertThat(first.closed()).as("no binary data before the upgrade").isEqualTo(1002);
    Socket second = probed(client.nextTrial(sid));
    second.say("2probe");
    assertThat(second.closed()).as("one probe is enough").isEqualTo(1002);
    Socket third = probed(client.nextTrial(sid));
    third.say("5");
    third.say("4taken");
    assertThat(third.next()).isEqualTo("4taken");
    third.say("1");
    assertThat(third.closed()).isEqualTo(1000);
  }

  @Test
  void shouldTryNoWebSocketWhereOneIsTheTransport() throws Exception {
    Socket only = client.socket(WEBSOCKET);
    String sid = EngineClient.sid(only.next());
    assertThatThrownBy(() -> client.socket(WEBSOCKET + "&sid=" + sid)).isNotNull();
    only.say("4still here");
    assertThat(only.next()).isEqualTo("4still here");
    only.say("1");
    assertThat(only.closed()).isEqualTo(1000);
  }

  private static Socket probed(Socket trial) throws Exception {
    trial.say("2probe");
    assertThat(trial.next()).isEqualTo("3probe");
    return trial;
  }

  @Test
  void shouldHoldPollsAgainOnceATrialHasFailed() throws Exception {
    String sid = client.open();
    Socket trial = probed(client.socket(WEBSOCKET + "&sid=" + sid));
    assertThat(client.poll(sid).body()).as("polls end while it is tried").isEqualTo("6");
    trial.say("4too early");
    assertThat(trial.closed()).isEqualTo(1002);
    client.nextTrial(sid).say("1"); // it could begin, so the one before is forgotten
    for (int i = 0; i < 20; i++) {
      CompletableFuture<HttpResponse<String>> poll = client.pollLater(sid);
      client.post(sid, "4held " + i);
      assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("4held " + i);
    }
    client.post(sid, "1");
  }

  @Test
  void shouldSayWhyASessionEndsOverTheWebSocketThatItsClientHasJustTaken() throws Exception {
    String sid = client.open();
    Socket trial = probed(client.socket(WEBSOCKET + "&sid=" + sid));
    assertThat(client.post(sid, "abc").statusCode()).isEqualTo(400);
    trial.say("5");
    assertThat(trial.next()).isEqualTo("4farewell 1002");
    assertThat(trial.closed()).isEqualTo(1002);
    await().until(() -> client.poll(sid).statusCode() == 400);
  }

  @Test
  void shouldSayNothingBehindACloseFrame() throws Exception {
    int before = node.farewells();
    try (var raw = new java.net.Socket(InetAddress.getLoopbackAddress(), node.port())) {
      raw.getOutputStream()
          .write(
              """
              GET /socket.io/?%s HTTP/1.1\r
              Host: here\r
              Connection: Upgrade\r
              Upgrade: websocket\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
              \r
              """
                  .formatted(WEBSOCKET)
                  .getBytes(UTF_8));
      var heard = new DataInputStream(raw.getInputStream());
      skipHead(heard);
      assertThat(opcode(heard)).as("the greeting").isEqualTo(TEXT_FRAME);
      raw.getOutputStream().write(frame(TEXT_FRAME, "abc"));
      await().until(() -> node.farewells() > before);
      assertThat(opcode(heard)).isEqualTo(CLOSE_FRAME);
      raw.getOutputStream().write(frame(CLOSE_FRAME, ""));
      assertThat(heard.read()).as("the end").isNegative();
    }
  }

  private static void skipHead(DataInputStream heard) throws IOException {
    for (int last = 0; last != 0x0d0a0d0a; ) {
      last = last << 8 | heard.readUnsignedByte();
    }
  }

  /** Reads a short frame. */
  private static int opcode(DataInputStream heard) throws IOException {
    int head = heard.readUnsignedByte();
    int length = heard.readUnsignedByte();
    heard.skipNBytes(length == 126 ? heard.readUnsignedShort() : length);
    return head;
  }

  /** With a mask of zeros. */
  private static byte[] frame(int head, String text) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(head);
    frame.write(0x80 | text.length());
    frame.write(new byte[4]);
    frame.write(text.getBytes(UTF_8));
    return frame.toByteArray();
  }

  @Test
  void shouldEndASessionThatDoesNotFetchWhatIsSaidToIt() throws Exception {
    Limits small = Limits.DEFAULTS.with(Limit.OUTGOING_BYTES, 16_384);
    try (var own = new EngineNode(20_000, 1_000, small)) {
      var caller = new EngineClient(own.port());
      String sid = caller.open();
      String large = "4" + "x".repeat(EngineNode.PACKET_BYTES - 2);
      for (int i = 0; i < 20; i++) {
        caller.post(sid, large);
      }
      assertThat(caller.poll(sid).body())
          .startsWith(large)
          .endsWith("4farewell " + ErrorCode.OVER_CAPACITY.code());
      assertThat(caller.poll(sid).body()).isEqualTo("1");
      assertThat(caller.poll(sid).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void shouldGiveThePlaceOfAnAddressBackWhereTheNodeHasNoRoom() throws Exception {
    Limits one = Limits.DEFAULTS.with(Limit.CONNECTIONS_PER_NODE, 1);
    try (var own = new EngineNode(20_000, 1_000, one)) {
      var caller = new EngineClient(own.port());
      String only = caller.open();
      for (int i = 0; i < EngineNode.PER_ADDRESS + 1; i++) {
        HttpResponse<String> refused = caller.request("GET", "EIO=4&transport=polling", null);
        assertThat(refused.statusCode()).isEqualTo(503);
      }
      caller.post(only, "1");
      await().untilAsserted(caller::open);
    }
  }

  @Test
  void shouldWriteDigitsThatEveryClientReads() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(EngineError.UNKNOWN_SESSION.json()).startsWith("{\"code\":1,");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldServeOnlyPagesOfTheOriginsThatMayCome() throws Exception {
    var options = AppOptions.DEFAULTS.withAllowedOrigins(List.of("https://here.example"));
    try (var own = new EngineNode(20_000, 1_000, options)) {
      var page = new EngineClient(own.port(), "https://elsewhere.example");
      var app = new EngineClient(own.port(), null);
      HttpResponse<String> refused = page.request("GET", "EIO=4&transport=polling", null);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).startsWith("{\"code\":4,");
      assertThatThrownBy(() -> page.socket(WEBSOCKET)).isNotNull();
      String sid = app.open();
      assertThat(page.poll(sid).statusCode()).as("with the name of a session").isEqualTo(403);
      assertThat(page.post(sid, "4x").statusCode()).isEqualTo(403);
      assertThatThrownBy(() -> page.socket(WEBSOCKET + "&sid=" + sid)).isNotNull();
      assertThat(new EngineClient(own.port(), "https://here.example").post(sid, "4hello").body())
          .isEqualTo("ok");
      assertThat(app.poll(sid).body()).isEqualTo("4hello");
    }
  }
}
