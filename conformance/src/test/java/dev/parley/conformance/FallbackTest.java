package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.NodeSdk;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.ServerUnderTest;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import dev.parley.conformance.kit.XhrStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose network lets no WebSocket through. */
@ExtendWith(OnStage.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FallbackTest {
  private static final int FLOOD = 120;
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final String ORIGIN = "https://page.example";

  private final Stage stage;

  FallbackTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist({165, 166})
  @ValueSource(strings = {"xhr_streaming", "xhr_polling"})
  void pusherJsTalksOverHttp(String transport) {
    JsonNode result = run(stage.server(), "fallbackTalk", transport);
    assertThat(result.path("transport").asText()).isEqualTo(transport);
    assertThat(result.path("joining").path("id").asText()).isEqualTo("lin");
    assertThat(result.path("typing").path("data")).isEqualTo(Json.parse("{\"at\":7}"));
    assertThat(result.path("typing").path("metadata").path("user_id").asText()).isEqualTo("lin");
    assertThat(result.path("text").asText()).isEqualTo("é \uD83D\uDE00 \"quoted\" \\ \n");
    assertThat(result.path("leaving").path("id").asText()).isEqualTo("lin");
    assertThat(result.path("states")).isEqualTo(Json.parse("[\"connected\"]"));
  }

  @ParameterizedTest
  @Checklist(167)
  @ValueSource(strings = {"xhr_streaming", "xhr_polling"})
  void aFloodIsReceivedWholeAndInOrder(String transport) {
    JsonNode result = run(stage.server(), "fallbackFlood", transport);
    assertThat(result.path("seen")).isEqualTo(numbers());
    assertThat(result.path("states")).isEqualTo(Json.parse("[\"connected\"]"));
  }

  @ParameterizedTest
  @Checklist({165, 166, 167, 170})
  @ValueSource(strings = {"xhr_streaming", "xhr_polling"})
  void aPageOfAnotherOriginUsesThem(String transport) {
    JsonNode result = run(stage.server(), "browserFallback", transport);
    assertThat(result.path("transport").asText()).isEqualTo(transport);
    assertThat(result.path("hello")).isEqualTo(Json.parse("{\"text\":\"é \uD83D\uDE00\"}"));
    assertThat(result.path("whisper")).isEqualTo(Json.parse("{\"from\":\"node\"}"));
    assertThat(result.path("answer")).isEqualTo(Json.parse("{\"from\":\"page\"}"));
    assertThat(result.path("floods")).isEqualTo(numbers());
    assertThat(result.path("state").asText()).isEqualTo("connected");
    assertThat(result.path("failures")).isEmpty();
    assertThat(result.path("sessions")).hasSize(1);
    assertThat(result.path("sessions").iterator().next().intValue())
        .as("requests for one session")
        .isGreaterThan(1);
  }

  @ParameterizedTest
  @Checklist(168)
  @ValueSource(strings = {"xhr_streaming", "xhr_polling"})
  void idlingPusherJsStaysConnected(String transport) {
    Stage idle = stage.with(Pace.setup());
    try (NodeSdk sdk =
        NodeSdk.start(idle.server(), "fallbackIdle", Map.of("PARLEY_TRANSPORT", transport))) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() ->
              idle.api().get("/channels/fallback-idle").json().path("occupied").booleanValue());
      Probe ruler = idle.connect();
      for (int i = 0; i < 4; i++) {
        ruler.expectPing(Pace.patience());
      }
      idle.api().publish("fallback-idle", "enough", "{}").expectOk();
      assertThat(sdk.result(30, TimeUnit.SECONDS).path("states"))
          .isEqualTo(Json.parse("[\"connected\"]"));
    }
  }

  @Test
  @Checklist(168)
  void aSessionThatAnswersNoHeartbeatIsClosed() {
    Stage idle = stage.with(Pace.setup());
    try (var stream = XhrStream.open(idle.server(), "1/silent")) {
      assertThat(stream.line()).isEqualTo("o");
      assertThat(stream.line()).startsWith("a[").contains("connection_established");
      assertThat(stream.line()).isEqualTo("h");
      assertThat(stream.say("[]")).isEqualTo(204);
      assertThat(stream.line()).as("a heartbeat after the answered one").isEqualTo("h");
      assertThat(stream.line()).startsWith("a[").contains("4201");
      assertThat(stream.line()).startsWith("c[4201,\"");
      assertThat(stream.line()).as("what follows the end").isNull();
      assertThat(stream.say("[]")).isEqualTo(404);
    }
  }

  @Test
  @Checklist(168)
  void aSessionThatIsAbandonedFreesItsPlace() {
    Stage brief = stage.with(Setup.standard().withLimit(Limit.XHR_REATTACH_MILLIS, 300));
    try (var stream = XhrStream.open(brief.server(), "2/abandoned")) {
      assertThat(stream.line()).isEqualTo("o");
      String subscribe =
          "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"fallback-abandoned\"}}";
      assertThat(stream.say("[" + Json.literal(subscribe) + "]")).isEqualTo(204);
      Awaitility.await().until(() -> isOccupied(brief, "fallback-abandoned"));
    }
    Awaitility.await().until(() -> !isOccupied(brief, "fallback-abandoned"));
  }

  @Test
  @Checklist(41)
  void shouldTellAStreamToComeBackWhenTheServerDrains() throws Exception {
    Stage own = stage.with(Setup.standard());
    try (var stream = XhrStream.open(own.server(), "4/drained")) {
      assertThat(stream.line()).isEqualTo("o");
      assertThat(stream.line()).contains("connection_established");
      var drained = own.server().drain(DRAIN);
      assertThat(stream.line()).startsWith("a[").contains("4200");
      assertThat(stream.line()).startsWith("c[4200,\"");
      assertThat(stream.line()).as("what follows the end").isNull();
      drained.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(stream.say("[]")).isEqualTo(404);
    }
  }

  @Test
  @Checklist(41)
  void shouldTellAPollToComeBackWhenTheServerDrains() throws Exception {
    Stage own = stage.with(Setup.standard());
    String poll = "/pusher/app/" + TestApp.KEY + "/5/drained/xhr?protocol=7";
    assertThat(ask(own, "POST", poll, "").body()).contains("connection_established");
    var hanging = own.http();
    hanging.write("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".formatted(poll));
    var drained = own.server().drain(DRAIN);
    var said = new StringBuilder(hanging.read().body());
    while (said.indexOf("c[") < 0) {
      said.append(ask(own, "POST", poll, "").body()); // a poll ends with the first thing said
    }
    assertThat(said.toString()).contains("c[4200,\"").doesNotContain("connection_established");
    drained.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @ParameterizedTest
  @Checklist(169)
  @ValueSource(strings = {"xhr_streaming", "xhr_polling"})
  void refusedForItsKeyPusherJsStops(String transport) {
    JsonNode result = run(stage.server(), "fallbackUnknownKey", transport);
    assertThat(result.path("error").findValue("code").intValue()).isEqualTo(4001);
    assertThat(result.path("states")).isEqualTo(Json.parse("[\"disconnected\"]"));
  }

  @Test
  @Checklist(170)
  void everyAnswerMayBeReadByThePage() {
    String session = "/pusher/app/" + TestApp.KEY + "/3/cors/";
    Reply preflight = ask("OPTIONS", session + "xhr_send", "");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Methods").getFirst()).contains("POST");
    assertThat(preflight.header("Access-Control-Allow-Headers").getFirst())
        .containsIgnoringCase("content-type");
    assertThat(preflight.header("Access-Control-Max-Age")).hasSize(1);
    assertReadable(preflight);
    Reply poll = ask("POST", session + "xhr?protocol=7", "");
    assertThat(poll.status()).isEqualTo(200);
    assertThat(poll.body()).startsWith("o\na[");
    assertThat(poll.header("Content-Type"))
        .containsExactly("application/javascript; charset=UTF-8");
    assertReadable(poll);
    Reply unknownKey = ask("POST", "/pusher/app/no-such-key/3/cors/xhr?protocol=7", "");
    assertThat(unknownKey.body()).startsWith("o\nc[4001,");
    assertReadable(unknownKey);
    Reply malformed = ask("POST", session + "xhr_send", "{}");
    malformed.expectRefused(400);
    assertReadable(malformed);
    Reply unknownSession = ask("POST", session.replace("cors", "nobody") + "xhr_send", "[]");
    unknownSession.expectRefused(404);
    assertReadable(unknownSession);
    assertReadable(ask("GET", session + "xhr", "").expectRefused(405));
  }

  private Reply ask(String method, String target, String body) {
    return ask(stage, method, target, body);
  }

  private static Reply ask(Stage on, String method, String target, String body) {
    var http = on.http();
    http.write(
        "%s %s HTTP/1.1\r\nHost: x\r\nOrigin: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, target, ORIGIN, body.length(), body));
    return http.read();
  }

  private static void assertReadable(Reply reply) {
    assertThat(reply.header("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
    assertThat(reply.header("Vary").getFirst()).isEqualToIgnoringCase("origin");
    assertThat(reply.header("Cache-Control")).containsExactly("no-store");
  }

  private static boolean isOccupied(Stage on, String channel) {
    return on.api().get("/channels/" + channel).json().path("occupied").booleanValue();
  }

  private static JsonNode numbers() {
    return Json.parse(IntStream.range(0, FLOOD).boxed().toList().toString());
  }

  private static JsonNode run(ServerUnderTest server, String scenario, String transport) {
    try (NodeSdk sdk = NodeSdk.start(server, scenario, Map.of("PARLEY_TRANSPORT", transport))) {
      return sdk.result(60, TimeUnit.SECONDS);
    }
  }
}
