package dev.parley.channels.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.transport.XhrClient.Answer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions over plain HTTP, without sockets and with a clock that the tests move. */
class XhrTransportTest {
  private static final String SESSION = "/pusher/app/key/7/abc123/";
  private static final String QUERY = "?protocol=7&client=js";
  private static final String STREAM = SESSION + "xhr_streaming" + QUERY;
  private static final String POLL = SESSION + "xhr" + QUERY;
  private static final String SEND = SESSION + "xhr_send";
  private static final String SUBSCRIBE =
      "[\"{\\\"event\\\":\\\"pusher:subscribe\\\",\\\"data\\\":{\\\"channel\\\":\\\"c\\\"}}\"]";

  private final AtomicLong nanos = new AtomicLong();
  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(1).withLimits(Limits.DEFAULTS.with(Limit.API_HELD_MESSAGES, 16)),
          new FixedApps(
              List.of(
                  App.of("1", "key", "secret").withOptions(options()),
                  App.of("2", "guarded", "secret")
                      .withOptions(
                          AppOptions.DEFAULTS.withAllowedOrigins(List.of("https://own.example"))),
                  App.of("3", "full", "secret")
                      .withOptions(
                          AppOptions.DEFAULTS.withLimits(
                              Limits.DEFAULTS.with(Limit.CONNECTIONS_PER_APP, 1))))),
          InstantSource.system(),
          nanos::get,
          new SecureRandom(),
          (_, _) -> {});
  private final List<XhrClient> clients = new ArrayList<>();
  private final XhrClient first = client();
  private final XhrClient second = client();

  private static AppOptions options() {
    return AppOptions.DEFAULTS.withLimits(
        Limits.DEFAULTS
            .with(Limit.ACTIVITY_TIMEOUT_MILLIS, 10_000)
            .with(Limit.PONG_TIMEOUT_MILLIS, 5_000)
            .with(Limit.XHR_REATTACH_MILLIS, 3_000)
            .with(Limit.XHR_HEARTBEAT_MILLIS, 600_000)
            .with(Limit.OUTGOING_BYTES, 2_000_000));
  }

  @AfterEach
  void stop() {
    clients.forEach(XhrClient::close);
    node.close();
  }

  @Test
  void aStreamShouldGreetAndStayOpen() {
    first.post(STREAM, "");
    Answer answer = first.last();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(answer.body.toString())
        .startsWith("o\na[\"{\\\"event\\\":\\\"pusher:connection_established\\\"")
        .endsWith("]\n");
    assertThat(answer.ended).isFalse();
    assertThat(node.stats().connections()).isEqualTo(1);
  }

  @Test
  void aStreamShouldCarryEventsOfOneTickInOneFrame() {
    subscribed(STREAM);
    first.last().body.setLength(0);
    node.publish("1", "c", "e", "\"é\" 😀 \\");
    node.publish("1", "c", "e", "2");
    run();
    String event = "\"{\\\"event\\\":\\\"e\\\",\\\"channel\\\":\\\"c\\\",\\\"data\\\":";
    assertThat(first.last().body)
        .hasToString(
            "a[" + event + "\\\"\\\\\\\"é\\\\\\\" 😀 \\\\\\\\\\\"}\"," + event + "\\\"2\\\"}\"]\n");
  }

  @Test
  void aPollShouldWaitForEventsAndEndWithThem() {
    subscribed(POLL);
    first.post(POLL, "");
    assertThat(first.last().body.toString()).contains("subscription_succeeded");
    assertThat(first.last().ended).isTrue();
    first.post(POLL, "");
    int waiting = first.count();
    node.publish("1", "c", "e", "1");
    run();
    assertThat(first.count()).isEqualTo(waiting + 1);
    assertThat(first.last().ended).isTrue();
    node.publish("1", "c", "e", "2");
    run();
    first.post(POLL, "");
    assertThat(first.last().body.toString()).startsWith("a[").contains("2").doesNotContain("o\n");
  }

  @Test
  void aStreamShouldPauseWhereTheClientGivesItUpAndLoseNothing() {
    subscribed(STREAM);
    String data = "é".repeat(5_000);
    for (int i = 0; i < 120; i++) {
      node.publish("1", "c", "n" + i, data);
      run();
    }
    String body = first.last().body.toString();
    assertThat(body).endsWith("\n").hasSizeBetween(262_145, 262_144 + 65_536 + 6_000);
    assertThat(body.lastIndexOf('\n', body.length() - 2)).isLessThan(262_145);
    assertThat(first.last().ended).isFalse();
    second.post(STREAM, "");
    run();
    assertThat(first.last().ended).isTrue();
    String rest = second.last().body.toString();
    assertThat(rest).startsWith("a[");
    second.close();
    XhrClient third = client();
    third.post(STREAM, "");
    run();
    String all = body + rest + third.last().body;
    for (int i = 0; i < 120; i++) {
      assertThat(all).containsOnlyOnce("\\\"n" + i + "\\\"");
    }
    assertThat(all).containsOnlyOnce("o\n");
    assertThat(node.stats().connections()).isEqualTo(1);
  }

  @Test
  void aStreamWhoseSocketIsFullShouldKeepItsFramesAndGoOn() {
    subscribed(STREAM);
    first.last().body.setLength(0);
    first.setWritable(false);
    node.publish("1", "c", "e", "1");
    run();
    assertThat(first.last().body).isEmpty();
    first.setWritable(true);
    run();
    assertThat(first.last().body.toString()).contains("\\\"1\\\"");
  }

  @Test
  void aClientThatReadsTooSlowlyShouldBeTold() {
    subscribed(STREAM);
    first.setWritable(false);
    for (int i = 0; i < 210; i++) {
      node.publish("1", "c", "e", "x".repeat(10_000));
    }
    run();
    assertThat(node.stats().connections()).isZero();
    first.setWritable(true);
    XhrClient next = first;
    for (int i = 0; i < 20 && !next.isClosedWith("c[4100,"); i++) {
      next = client(); // as a browser does, which cannot end a request in another way
      next.post(STREAM, "");
      run();
    }
    assertThat(next.isClosedWith("c[4100,")).isTrue();
  }

  @Test
  void theNewerOfTwoRequestsShouldWin() {
    first.post(POLL, "");
    first.post(POLL, "");
    second.post(POLL, "");
    run();
    assertThat(first.last().ended).isTrue();
    assertThat(first.last().body).isEmpty();
    first.post(SEND, SUBSCRIBE);
    run();
    assertThat(second.last().body.toString()).contains("subscription_succeeded");
  }

  @Test
  void aSessionThatNobodyAsksForShouldEnd() {
    first.post(POLL, "");
    second.post(STREAM, "");
    pass(5_000);
    second.close();
    pass(2_900);
    assertThat(node.stats().connections()).isEqualTo(1);
    pass(200);
    assertThat(node.stats().connections()).isZero();
    first.post(SEND, "[]");
    assertThat(first.last().status()).isEqualTo(404);
  }

  @Test
  void aSilentSessionShouldBePingedAndThenClosed() {
    first.post(STREAM, "");
    first.last().body.setLength(0);
    pass(10_100);
    assertThat(first.last().body).hasToString("h\n");
    second.post(SEND, "[]");
    assertThat(second.last().status()).isEqualTo(204);
    run();
    pass(9_900);
    assertThat(first.last().body).hasToString("h\n");
    pass(200);
    assertThat(first.last().body).hasToString("h\nh\n");
    pass(5_100);
    assertThat(first.last().body.toString()).contains("a[").contains("c[4201,\"");
    assertThat(first.last().ended).isTrue();
    assertThat(node.stats().connections()).isZero();
  }

  @Test
  void aPingShouldCompleteAPoll() {
    first.post(POLL, "");
    first.post(POLL, "");
    pass(10_100);
    assertThat(first.last().body).hasToString("h\n");
    assertThat(first.last().ended).isTrue();
  }

  @Test
  void refusalsShouldBeFramesOfAGoodAnswer() {
    first.post(STREAM.replace("key", "stranger"), "");
    assertThat(first.last().status()).isEqualTo(200);
    assertThat(first.last().body.toString()).matches("o\nc\\[4001,\"[^\"]+\"]\n");
    first.post(POLL.replace("protocol=7", "protocol=3"), "");
    assertThat(first.last().body.toString()).startsWith("o\nc[4007,");
    first.post(SESSION + "xhr", "");
    assertThat(first.last().body.toString()).startsWith("o\nc[4008,");
    first.post(STREAM.replace("key", "guarded"), "");
    assertThat(first.last().body.toString()).startsWith("o\nc[4009,");
    assertThat(first.last().header("Access-Control-Allow-Origin"))
        .isEqualTo("https://page.example");
    assertThat(node.stats().connections()).isZero();
  }

  @Test
  void sessionsShouldCountTowardTheQuota() {
    String stream = STREAM.replace("key", "full");
    first.post(stream, "");
    second.post(stream.replace("abc", "xyz"), "");
    run();
    assertThat(second.last().body.toString()).contains("c[4004,");
    assertThat(second.last().ended).isTrue();
    second.post(SEND.replace("key", "full").replace("abc", "xyz"), "[]");
    assertThat(second.last().status()).isEqualTo(404);
    assertThat(node.stats().connections()).isEqualTo(1);
  }

  @Test
  void anotherOriginShouldNotUseASession() {
    String own = "Origin: https://own.example\r\n";
    String stream = STREAM.replace("key", "guarded");
    first.request("POST", stream, own, "");
    assertThat(first.last().body.toString()).startsWith("o\n");
    second.post(stream, "");
    assertThat(second.last().body.toString()).startsWith("o\nc[4009,");
    second.post(SEND.replace("key", "guarded"), "[]");
    assertThat(second.last().status()).isEqualTo(403);
    assertThat(first.last().ended).isFalse();
  }

  @Test
  void badBodiesShouldBeRefusedAndHarmNothing() {
    first.post(STREAM, "");
    for (String bad : List.of("", "{}", "[1]", "[\"a\"", "[\"a\"]x", "null")) {
      second.post(SEND, bad);
      assertThat(second.last().status()).as(bad).isEqualTo(400);
      assertThat(second.last().header("Access-Control-Allow-Origin"))
          .isEqualTo("https://page.example");
    }
    second.post(SEND, "[\"" + "x".repeat(70_000) + "\"]");
    assertThat(second.last().status()).isEqualTo(413);
    second.post(SEND, "[\"" + "x".repeat(200_000) + "\"]");
    assertThat(second.last().status()).isEqualTo(413);
    second.post(SEND, SUBSCRIBE);
    run();
    assertThat(first.last().body.toString()).contains("subscription_succeeded");
  }

  @Test
  void aPreflightShouldBeAnswered() {
    first.request("OPTIONS", SEND, "Origin: https://page.example\r\n", "");
    Answer answer = first.last();
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("Content-Type");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
    assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
    first.request("GET", STREAM, "", "");
    assertThat(first.last().status()).isEqualTo(405);
  }

  @Test
  void requestsBehindAnOpenAnswerShouldWaitForItsEnd() {
    first.post(POLL, "");
    first.post(POLL, "");
    int waiting = first.count();
    first.request("GET", "/apps/1/nothing", "", "");
    first.request("OPTIONS", SEND, "", "");
    assertThat(first.count()).isEqualTo(waiting);
    second.post(SEND, SUBSCRIBE);
    run();
    assertThat(first.count()).isEqualTo(waiting + 3);
    assertThat(first.last().status()).isEqualTo(204);
  }

  @Test
  void pipeliningWithoutEndBehindAStreamShouldCutTheConnection() {
    first.post(STREAM, "");
    for (int i = 0; i < 20 && first.isOpen(); i++) {
      first.request("GET", "/apps/1/x", "", "");
    }
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void anOldClientShouldLearnTheEndByTheConnectionsEnd() {
    first.write("POST " + POLL + " HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
    run();
    assertThat(first.last().header("Transfer-Encoding")).isEqualTo("null");
    assertThat(first.last().body.toString()).startsWith("o\na[");
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void statisticsShouldBeThankedFor() {
    first.request("GET", "/timeline/v2/xhr/2?session=1", "Origin: https://page.example\r\n", "");
    assertThat(first.last().body).hasToString("{}");
    first.request("GET", "/timeline/v2/jsonp/3?session=1", "", "");
    assertThat(first.last().body).hasToString("Pusher.ScriptReceivers[3](null,{});");
  }

  private XhrClient client() {
    var client = new XhrClient(node);
    clients.add(client);
    return client;
  }

  private void subscribed(String path) {
    first.post(path, "");
    second.post(SEND, SUBSCRIBE);
    assertThat(second.last().status()).isEqualTo(204);
    run();
  }

  private void run() {
    for (int i = 0; i < 3; i++) {
      clients.forEach(XhrClient::run);
    }
  }

  private void pass(long millis) {
    for (long passed = 0; passed < millis; passed += 50) {
      nanos.addAndGet(50_000_000);
      clients.forEach(client -> client.pass(50));
    }
    run();
  }
}
