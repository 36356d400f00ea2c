package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class PublishTest {
  private final Stage stage;
  private final SignedApi api;

  PublishTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist(123)
  void aPublishIsAnsweredByAnEmptyObject() {
    Probe probe = stage.connect();
    probe.join("single");
    api.publish("single", "e", "{\"a\":1}").expectOk("{}");
    assertThat(probe.expect("e").text())
        .isEqualTo("{\"event\":\"e\",\"channel\":\"single\",\"data\":\"{\\\"a\\\":1}\"}");
  }

  @Test
  @Checklist(124)
  void oneChannelOrManyCanBeNamed() {
    Probe probe = stage.connect();
    probe.join("form-a");
    probe.join("form-b");
    api.post("/events", "{\"name\":\"e\",\"data\":\"1\",\"channel\":\"form-a\"}").expectOk("{}");
    probe.expect("e", "form-a");
    api.post("/events", "{\"name\":\"e\",\"data\":\"1\",\"channels\":[\"form-a\",\"form-b\"]}")
        .expectOk("{}");
    probe.expect("e", "form-a");
    probe.expect("e", "form-b");
  }

  @ParameterizedTest
  @Checklist({124, 143})
  @ValueSource(
      strings = {
        "{\"name\":\"e\",\"data\":\"1\"}",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":[]}",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":null,\"channel\":null}",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":[7]}",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":[null]}",
        "{\"name\":\"e\",\"data\":\"1\",\"channel\":7}",
        "{\"name\":\"e\",\"data\":\"1\",\"channel\":\"\"}",
        "{\"name\":\"e\",\"data\":\"1\",\"channel\":\"a b\"}",
        "{\"name\":\"e\",\"data\":\"1\",\"channels\":[\"a\",\"b/c\"]}",
        "[]",
        "null",
        "7",
        "not json",
        "{\"name\":\"e\"",
        "{\"name\":\"e\",\"data\":\"1\",\"channel\":\"a\"}x"
      })
  void aPublishToNowhereIsRefused(String body) {
    api.post("/events", body).expectRefused(400);
  }

  @Test
  @Checklist(125)
  void aHundredChannelsFitAndNoMore() {
    Probe probe = stage.connect();
    probe.join("many-100");
    api.post("/events", SignedApi.event("e", "1", names(100))).expectOk("{}");
    probe.expect("e", "many-100");
    api.post("/events", SignedApi.event("e", "1", names(101))).expectRefused(400);
    probe.expectNothing(api);
  }

  @Test
  @Checklist(126)
  void theLargestEventFitsAndNoLarger() {
    Probe probe = stage.connect();
    probe.join("large");
    String largest = "d".repeat(10_240);
    api.publish("large", "e", largest).expectOk("{}");
    assertThat(probe.expect("e").dataText()).isEqualTo(largest);
    api.publish("large", "e", largest + "d").expectRefused(413, "content of this event");
    probe.expectNothing(api);
  }

  @Test
  @Checklist(126)
  void theSizeOfAnEventIsCountedInUtf8() {
    api.publish("large", "e", "é".repeat(5_120)).expectOk("{}");
    api.publish("large", "e", "é".repeat(5_120) + "d").expectRefused(413, "content of this event");
  }

  @ParameterizedTest
  @Checklist({127, 143})
  @ValueSource(
      strings = {"", ",\"data\":7", ",\"data\":{\"a\":1}", ",\"data\":[1]", ",\"data\":true"})
  void dataThatIsNoStringIsRefused(String data) {
    api.post("/events", "{\"name\":\"e\",\"channel\":\"a\"" + data + "}").expectRefused(400);
  }

  @Test
  @Checklist(127)
  void emptyDataIsData() {
    Probe probe = stage.connect();
    probe.join("empty-data");
    api.publish("empty-data", "e", "").expectOk("{}");
    assertThat(probe.expect("e").dataText()).isEmpty();
  }

  @Test
  @Checklist(127)
  void aLenientServerSerialisesOtherData() {
    Stage lenient = stage.with(Setup.standard().withLenientData());
    Probe probe = lenient.connect();
    probe.join("a");
    String[] values = {"{\"b\":[1,\"x\"],\"a\":null}", "7", "true", "[]"};
    for (String value : values) {
      lenient
          .api()
          .post("/events", "{\"name\":\"e\",\"channel\":\"a\",\"data\":" + value + "}")
          .expectOk("{}");
      assertThat(probe.expect("e").data()).isEqualTo(Json.parse(value));
    }
    lenient.api().post("/events", "{\"name\":\"e\",\"channel\":\"a\"}").expectRefused(400);
  }

  @ParameterizedTest
  @Checklist({128, 143})
  @ValueSource(
      strings = {
        "",
        "\"name\":null,",
        "\"name\":7,",
        "\"name\":\"\",",
        "\"name\":{},",
        "\"name\":\"pusher:error\",",
        "\"name\":\"pusher_internal:member_added\","
      })
  void anEventWithoutAProperNameIsRefused(String name) {
    api.post("/events", "{" + name + "\"channel\":\"a\",\"data\":\"1\"}").expectRefused(400);
  }

  @Test
  @Checklist(128)
  void theLongestNameFitsAndNoLonger() {
    api.publish("a", "n".repeat(200), "1").expectOk("{}");
    api.publish("a", "n".repeat(201), "1").expectRefused(400);
  }

  @ParameterizedTest
  @Checklist(128)
  @ValueSource(
      strings = {
        "App\\Events\\Order.Shipped",
        "名前 \uD83D\uDE80 é",
        "a\"b\\\"c",
        "\u0000\n\t",
        "</script>"
      })
  void anyCharactersMayNameAnEvent(String name) {
    Probe probe = stage.connect();
    probe.join("event-names");
    api.publish("event-names", name, "1").expectOk("{}");
    probe.expect(name, "event-names");
  }

  @ParameterizedTest
  @Checklist(129)
  @ValueSource(
      strings = {
        "100% %41 %00 +",
        "\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u0000\u0001\u001f\u007f\u2028\u2029",
        "{\"quote\":\"\\\"\\\\\\\"\",\"nul\":\"\\u0000\"}",
        "  { \"spaced\" : [ 1 , 2.50 , 1e9 ] , \"a\":1, \"a\":2 }\r\n",
        "e\u0301 vs \u00e9",
        "{\"data\":\"{\\\"data\\\":\\\"{}\\\"}\"}"
      })
  void dataArrivesAsItWasPublished(String data) {
    Probe probe = stage.connect();
    probe.join("identical");
    api.publish("identical", "e", data).expectOk("{}");
    assertThat(probe.expect("e").dataText()).isEqualTo(data);
  }

  @Test
  @Checklist(129)
  void anEscapedBodyMeansTheSameText() {
    Probe probe = stage.connect();
    probe.join("escaped");
    api.post(
            "/events",
            "{\"name\":\"e\",\"channel\":\"\\u0065scaped\",\"data\":\"\\u00e9\\ud83d\\ude00\\/\"}")
        .expectOk("{}");
    assertThat(probe.expect("e", "escaped").dataText()).isEqualTo("é\uD83D\uDE00/");
  }

  @Test
  @Checklist(130)
  void theExcludedSocketHearsNothingOnAnyChannel() {
    Probe sender = stage.connect();
    Probe other = stage.connect();
    for (String channel : new String[] {"except-a", "private-except-b"}) {
      sender.join(channel);
      other.join(channel);
    }
    api.post(
            "/events",
            "{\"name\":\"e\",\"data\":\"1\",\"channels\":[\"except-a\",\"private-except-b\"],"
                + "\"socket_id\":\""
                + sender.socketId()
                + "\"}")
        .expectOk("{}");
    other.expect("e", "except-a");
    other.expect("e", "private-except-b");
    sender.expectNothing(api);
  }

  @ParameterizedTest
  @Checklist(130)
  @ValueSource(
      strings = {"\"\"", "\"abc\"", "\"1\"", "\"1.\"", "\"1.2.3\"", "\"1.2\\n\"", "7", "{}"})
  void aMalformedSocketIdIsRefused(String socketId) {
    api.post("/events", withSocket(socketId)).expectRefused(400);
  }

  @ParameterizedTest
  @Checklist(130)
  @ValueSource(strings = {"\"1.2\"", "\"99999999999999.88888888888888\"", "null"})
  void anUnknownSocketIdExcludesNobody(String socketId) {
    Probe probe = stage.connect();
    probe.join("a");
    api.post("/events", withSocket(socketId)).expectOk("{}");
    probe.expect("e", "a");
  }

  @ParameterizedTest
  @Checklist(58)
  @ValueSource(
      strings = {
        "\"tags\":{\"a\":\"b\"}",
        "\"delta\":false",
        "\"idempotency_key\":\"k\"",
        "\"info\":null"
      })
  void unknownKeysOfAPublishAreIgnored(String extra) {
    api.post("/events", "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\"," + extra + "}")
        .expectOk("{}");
  }

  @Test
  @Checklist(139)
  void parametersMayComeInTheQuery() {
    Probe probe = stage.connect();
    probe.join("query-a");
    probe.join("query-b");
    api.request("POST", "/events")
        .query("name", "e")
        .query("data", "{\"a\":1}")
        .query("channels[]", "query-a")
        .query("channels[]", "query-b")
        .send()
        .expectOk("{}");
    assertThat(probe.expect("e", "query-a").dataText()).isEqualTo("{\"a\":1}");
    probe.expect("e", "query-b");
  }

  @Test
  @Checklist(140)
  void theLegacyEndpointTakesTheBodyAsData() {
    Probe probe = stage.connect();
    Probe sender = stage.connect();
    probe.join("legacy");
    sender.join("legacy");
    var reply =
        api.request("POST", "/channels/legacy/events")
            .query("name", "e")
            .query("socket_id", sender.socketId())
            .body("{\"raw\": true }")
            .send();
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body()).isEmpty();
    assertThat(probe.expect("e", "legacy").dataText()).isEqualTo("{\"raw\": true }");
    sender.expectNothing(api);
  }

  @Test
  @Checklist(142)
  void publishesInARowArriveInOrder() {
    Probe[] probes = {stage.connect(), stage.connect(), stage.connect(), stage.connect()};
    for (Probe probe : probes) {
      probe.join("ordered");
    }
    for (int i = 0; i < 200; i++) {
      api.publish("ordered", "e", Integer.toString(i)).expectOk("{}");
    }
    for (Probe probe : probes) {
      for (int i = 0; i < 200; i++) {
        assertThat(probe.expect("e").dataText()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  @Checklist(143)
  void everyKindOfErrorIsJson() {
    api.requestTo("GET", "/apps/3/no-such-thing").send().expectRefused(404);
    api.requestTo("GET", "/apps/3").send().expectRefused(404);
    api.request("POST", "/events").body("x".repeat(1_100_000)).send().expectRefused(413);
    var wrongMethod = api.request("GET", "/events").send();
    assertThat(wrongMethod.status()).isIn(404, 405);
    wrongMethod.expectRefused(wrongMethod.status());
  }

  @Test
  void aSmallerLimitOfAnAppIsKept() {
    Stage small = stage.with(Setup.standard().withLimit(Limit.EVENT_DATA_BYTES, 256));
    small.api().publish("a", "e", "d".repeat(256)).expectOk("{}");
    small.api().publish("a", "e", "d".repeat(257)).expectRefused(413, "content of this event");
  }

  private static String withSocket(String socketId) {
    return "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\",\"socket_id\":" + socketId + "}";
  }

  private static String[] names(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "many-" + i)
        .collect(Collectors.toList())
        .toArray(new String[0]);
  }
}
