package dev.parley.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.socketio.engine.EngineClient.Socket;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Engine.IO's own description asks of a server, over real sockets. */
class EngineServerTest extends OnEngineNode {

  @Test
  void shouldOpenASessionOverPollingWithWhatTheClientHasToKnow() throws Exception {
    HttpResponse<String> answer = client.request("GET", "EIO=4&transport=polling", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "0\\{\"sid\":\"[\\w-]{24}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":20000,"
                + "\"pingTimeout\":5000,\"maxPayload\":1000}");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://elsewhere.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    client.post(EngineClient.sid(answer.body()), "1");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, transport=polling, 400, 5",
    "GET, EIO=3&transport=polling, 400, 5",
    "GET, EIO=4, 400, 0",
    "GET, EIO=4&transport=carrier-pigeon, 400, 0",
    "GET, EIO=4&transport=websocket, 400, 3",
    "POST, EIO=4&transport=polling, 400, 2",
    "PUT, EIO=4&transport=polling, 400, 2",
    "GET, EIO=4&transport=polling&sid=nobody, 400, 1",
    "POST, EIO=4&transport=polling&sid=nobody, 400, 1"
  })
  void shouldSayWhyItRefuses(String method, String query, int status, int code) throws Exception {
    HttpResponse<String> answer = client.request(method, query, method.equals("GET") ? null : "4x");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"code\":%d,".formatted(code));
  }

  @Test
  void shouldTellABrowserWhatItMaySend() throws Exception {
    HttpResponse<String> answer = client.request("OPTIONS", "EIO=4&transport=polling", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("Content-Type, Authorization");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, POST, OPTIONS");
  }

  @Test
  void shouldCarryTextAndBinaryDataOverPollingInOrder() throws Exception {
    String sid = client.open();
    assertThat(client.post(sid, "4one\u001e4é 你好\u001ebAQIDBA==").body()).isEqualTo("ok");
    StringBuilder heard = new StringBuilder(client.poll(sid).body());
    while (!heard.toString().contains("binary")) {
      heard.append('\u001e').append(client.poll(sid).body());
    }
    assertThat(heard.toString()).isEqualTo("4one\u001e4é 你好\u001e4binary of 4");
    client.post(sid, "1");
  }

  @Test
  void shouldHoldAPollUntilThereIsSomethingToSay() throws Exception {
    String sid = client.open();
    CompletableFuture<HttpResponse<String>> poll = client.pollLater(sid);
    assertThat(client.post(sid, "4late").statusCode()).isEqualTo(200);
    assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("4late");
    client.post(sid, "1");
  }

  @Test
  void shouldCarryTextAndBinaryDataOverAWebSocket() throws Exception {
    Socket socket = client.socket(WEBSOCKET);
    assertThat(socket.next()).startsWith("0{\"sid\":").contains("\"upgrades\":[]");
    socket.say("4hello");
    assertThat(socket.next()).isEqualTo("4hello");
    socket.sayBinary(new byte[] {1, 2, 3, 4});
    assertThat(socket.next()).isEqualTo("4binary of 4");
    socket.say("1");
    assertThat(socket.closed()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "b!", "5x", "4a\u001e"})
  void shouldEndASessionOfWhichABodyCannotBeRead(String body) throws Exception {
    String sid = client.open();
    HttpResponse<String> refused = client.post(sid, body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(client.poll(sid).body()).isEqualTo("4farewell 1002");
    assertThat(client.poll(sid).body()).isEqualTo("1");
    assertThat(client.poll(sid).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldEndASessionOverABodyThatIsTooLarge() throws Exception {
    String sid = client.open();
    HttpResponse<String> refused = client.post(sid, "4" + "x".repeat(EngineNode.PACKET_BYTES));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(client.poll(sid).body()).isEqualTo("4farewell 1002");
    assertThat(client.poll(sid).body()).isEqualTo("1");
  }

  @Test
  void shouldEndAWebSocketOverAFrameThatIsMalformedOrTooLarge() throws Exception {
    Socket malformed = client.socket(WEBSOCKET);
    malformed.next();
    malformed.say("abc");
    assertThat(malformed.closed()).isEqualTo(1002);
    Socket large = client.socket(WEBSOCKET);
    large.next();
    large.say("4" + "x".repeat(EngineNode.PACKET_BYTES));
    assertThat(large.closed()).isEqualTo(1009);
  }

  @Test
  void shouldEndTheSessionWhereItsHandlerFails() throws Exception {
    Socket socket = client.socket(WEBSOCKET);
    socket.next();
    socket.say("4fail");
    assertThat(socket.next()).isEqualTo("4farewell 1011");
    assertThat(socket.closed()).isEqualTo(1011);
  }

  @Test
  void shouldAnswerThePollOfASessionThatItsClientCloses() {
    await()
        .until(() -> {
          String sid = client.open();
          CompletableFuture<HttpResponse<String>> poll = client.pollLater(sid);
          client.post(sid, "1");
          HttpResponse<String> answer = poll.get(5, TimeUnit.SECONDS);
          assertThat(client.poll(sid).statusCode()).isEqualTo(400);
          return answer.body().equals("6"); // else the poll came too late, and was refused
        });
  }

  @Test
  void shouldEndASessionThatPollsTwiceAtATime() throws Exception {
    String sid = client.open();
    List<HttpResponse<String>> both =
        List.of(
                client
                    .pollLater(sid)
                    .thenCombine(client.pollLater(sid), List::of)
                    .get(5, TimeUnit.SECONDS))
            .getFirst();
    assertThat(both).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
    assertThat(both).extracting(HttpResponse::body).contains("4farewell 1002");
    assertThat(client.poll(sid).body()).isEqualTo("1");
  }

  @Test
  void shouldEndASessionWhosePollIsCut() throws Exception {
    String sid = client.open();
    try (var cut = new java.net.Socket(InetAddress.getLoopbackAddress(), node.port())) {
      cut.getOutputStream()
          .write(
              "GET /socket.io/?EIO=4&transport=polling&sid=%s HTTP/1.1\r\nHost: here\r\n\r\n"
                  .formatted(sid)
                  .getBytes(UTF_8));
    }
    await().until(() -> client.post(sid, "3").statusCode() == 400);
  }

  @Test
  void shouldGoOnWithAWebSocketThatProvedItself() throws Exception {
    String sid = client.open();
    Socket socket = client.socket(WEBSOCKET + "&sid=" + sid);
    client.post(sid, "4before");
    socket.say("2probe");
    assertThat(socket.next()).isEqualTo("3probe");
    assertThat(client.poll(sid).body()).isIn("4before", "6");
    client.post(sid, "4meanwhile");
    socket.say("5");
    assertThat(socket.next()).isEqualTo("4meanwhile");
    socket.say("4after");
    assertThat(socket.next()).isEqualTo("4after");
    assertThat(client.poll(sid).statusCode()).as("requests are over").isEqualTo(400);
    assertThat(client.post(sid, "4x").statusCode()).isEqualTo(400);
    assertThatThrownBy(() -> client.socket(WEBSOCKET + "&sid=" + sid)).isNotNull();
    socket.say("1");
    assertThat(socket.closed()).isEqualTo(1000);
  }

  @Test
  void shouldEndAPollOnceAWebSocketWasProbed() throws Exception {
    String sid = client.open();
    CompletableFuture<HttpResponse<String>> poll = client.pollLater(sid);
    Socket socket = client.socket(WEBSOCKET + "&sid=" + sid);
    socket.say("2probe");
    assertThat(socket.next()).isEqualTo("3probe");
    assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("6");
    socket.say("5");
    socket.say("1");
    assertThat(socket.closed()).isEqualTo(1000);
  }

  @Test
  void shouldStayWithPollingWhereAWebSocketProvesNothing() throws Exception {
    String sid = client.open();
    Socket rude = client.socket(WEBSOCKET + "&sid=" + sid);
    rude.say("4hello");
    assertThat(rude.closed()).isEqualTo(1002);
    Socket hasty = client.nextTrial(sid);
    hasty.say("5");
    assertThat(hasty.closed()).as("an upgrade without a probe").isEqualTo(1002);
    client.post(sid, "4still here");
    assertThat(client.poll(sid).body()).isEqualTo("4still here");
    client.post(sid, "1");
  }

  @Test
  void shouldWaitOnlySoLongForAWebSocketToProveItself() throws Exception {
    try (var own = new EngineNode(20_000, 100, Limits.DEFAULTS)) {
      var caller = new EngineClient(own.port());
      String sid = caller.open();
      assertThat(caller.socket(WEBSOCKET + "&sid=" + sid).closed()).isEqualTo(1001);
      caller.post(sid, "4still here");
      assertThat(caller.poll(sid).body()).isEqualTo("4still here");
    }
  }

  @Test
  void shouldTakeOnlySoManySessionsFromOneAddress() throws Exception {
    var sids = new ArrayList<String>();
    for (int i = 0; i < EngineNode.PER_ADDRESS; i++) {
      sids.add(client.open());
    }
    HttpResponse<String> refused = client.request("GET", "EIO=4&transport=polling", null);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThatThrownBy(() -> client.socket(WEBSOCKET)).isNotNull();
    client.post(sids.removeFirst(), "1");
    await().untilAsserted(() -> sids.add(client.open()));
    for (String sid : sids) {
      client.post(sid, "1");
    }
  }

  @Test
  void shouldPingAndEndASessionThatDoesNotAnswer() throws Exception {
    Limits short_ =
        Limits.DEFAULTS
            .with(Limit.ACTIVITY_TIMEOUT_MILLIS, 600)
            .with(Limit.PONG_TIMEOUT_MILLIS, 200);
    try (var own = new EngineNode(200, 1_000, short_)) {
      var caller = new EngineClient(own.port());
      Socket alive = caller.socket(WEBSOCKET);
      Socket dead = caller.socket(WEBSOCKET);
      String polling = caller.open();
      alive.nextOfAll();
      for (int i = 0; i < 6; i++) {
        assertThat(alive.nextOfAll()).isEqualTo("2");
        alive.say("3");
      }
      assertThat(dead.closed()).as("a socket that says nothing").isEqualTo(4201);
      assertThat(caller.poll(polling).body())
          .as("a client that does not poll is told when it does")
          .endsWith("4farewell 4201");
      assertThat(caller.poll(polling).body()).isEqualTo("1");
      assertThat(caller.poll(polling).statusCode()).isEqualTo(400);
      alive.say("4still here");
      assertThat(alive.next()).isEqualTo("4still here");
    }
  }

  @Test
  void shouldSendEverybodyAwayWhenTheNodeDrains() throws Exception {
    try (var own = new EngineNode(20_000, 1_000, Limits.DEFAULTS)) {
      var caller = new EngineClient(own.port());
      Socket socket = caller.socket(WEBSOCKET);
      socket.next();
      String sid = caller.open();
      CompletableFuture<HttpResponse<String>> poll = caller.pollLater(sid);
      var gone = own.node().drain(Duration.ofMillis(100));
      assertThat(socket.next()).isEqualTo("4farewell 4200");
      assertThat(socket.closed()).isEqualTo(4200);
      assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("4farewell 4200");
      assertThat(caller.poll(sid).body()).isEqualTo("1");
      gone.get(5, TimeUnit.SECONDS);
      HttpResponse<String> refused = caller.request("GET", "EIO=4&transport=polling", null);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
  }
}
