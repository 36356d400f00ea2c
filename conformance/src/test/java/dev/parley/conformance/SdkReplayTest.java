package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Auth;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Official SDKs whose languages this build does not have, replayed as they put it on the wire. */
@ExtendWith(OnStage.class)
@Timeout(60)
class SdkReplayTest {
  private final Stage stage;
  private final SignedApi api;

  SdkReplayTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  @Test
  @Checklist({5, 17, 34})
  void swiftConnectsWithItsSubprotocolAndPingsByControlFrame() {
    Probe swift =
        stage
            .dial()
            .query("client=pusher-websocket-swift&version=10.1.10&protocol=7")
            .subprotocols("pusher-channels-protocol-7")
            .connect();
    assertThat(swift.upgrade().header("Sec-WebSocket-Protocol"))
        .containsExactly("pusher-channels-protocol-7");
    swift.ping("");
    assertThat(swift.expectPong()).isEmpty();
    swift.send("{\"data\":{\"channel\":\"swift\"},\"event\":\"pusher:subscribe\"}");
    assertThat(swift.expect("pusher_internal:subscription_succeeded", "swift").dataText())
        .isEqualTo("{}");
  }

  @Test
  @Checklist({49, 109})
  void swiftsInlineSecretModeLowersTheCaseOfTheWholeAuth() {
    Probe swift = stage.dial().protocol("7").connect();
    swift.subscribe(
        "private-swift",
        Auth.channel(swift.socketId(), "private-swift").toLowerCase(java.util.Locale.ROOT));
    swift.expect("pusher_internal:subscription_succeeded", "private-swift");
    Probe js = stage.connect();
    js.join("private-swift");
    js.trigger("client-e", "private-swift", "{\"from\":\"js\"}");
    // Swift casts data to a string and drops what is none
    assertThat(swift.expect("client-e").dataText()).isEqualTo("{\"from\":\"js\"}");
  }

  @Test
  @Checklist({8, 35, 53})
  void dotNetSubscribesAndIsToldOfRefusals() {
    Probe dotNet =
        stage.dial().query("protocol=5&client=pusher-dotnet-client&version=2.3.0").connect();
    dotNet.ping("");
    dotNet.expectPong();
    dotNet.send(
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"presence-net\",\"auth\":%s,"
                .formatted(
                    Json.literal(
                        Auth.member(dotNet.socketId(), "presence-net", "{\"user_id\":\"7\"}")))
            + "\"channel_data\":\"{\\\"user_id\\\":\\\"7\\\"}\"}}");
    var joined = dotNet.expect("pusher_internal:subscription_succeeded", "presence-net");
    assertThat(joined.data().path("presence").path("hash").has("7")).isTrue();
    dotNet.send(
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-net\",\"auth\":\"x:y\"}}");
    var refused = dotNet.skipTo("pusher_internal:subscription_error");
    assertThat(refused.channel()).isEqualTo("private-net");
    assertThat(refused.dataText()).isNotEmpty();
  }

  @Test
  @Checklist({8, 33})
  void pysherSpeaksProtocolSix() {
    Probe pysher = stage.dial().query("client=Pysher&version=1.0.0&protocol=6").connect();
    pysher.send("{\"event\": \"pusher:subscribe\", \"data\": {\"channel\": \"pysher\"}}");
    pysher.expect("pusher_internal:subscription_succeeded", "pysher");
    pysher.send("{\"event\": \"pusher:ping\", \"data\": \"\"}");
    pysher.expect("pusher:pong");
    pysher.send("{\"event\": \"pusher:pong\", \"data\": \"\"}");
    pysher.expectNothing();
  }

  @Test
  @Checklist({115, 123, 97})
  void pythonHashesTheEmptyBodyAndSpacesItsJson() {
    Probe probe = stage.connect();
    probe.join("python");
    api.request("POST", "/events")
        .body(
            "{\"name\": \"e\", \"channels\": [\"python\"], "
                + "\"data\": \"{\\\"a\\\": \\\"\\u00e9\\\"}\"}")
        .header("X-Pusher-Library", "pusher-http-python 3.3.3")
        .send()
        .expectOk("{}");
    assertThat(probe.expect("e").dataText()).isEqualTo("{\"a\": \"é\"}");
    api.request("GET", "/channels")
        .query("filter_by_prefix", "presence-")
        .query("info", "user_count")
        .withMd5OfNothing()
        .header("Content-Type", "application/json")
        .send()
        .expectOk();
    api.requestTo("POST", "/users/python/terminate_connections").body("{}").send().expectOk("{}");
  }

  @Test
  @Checklist({118, 123})
  void phpEscapesSlashesAndPutsAnUnescapedQueryOnTheWire() {
    Probe probe = stage.connect();
    probe.join("php");
    api.request("POST", "/events")
        .body(
            "{\"name\":\"App\\\\Events\\\\E\",\"data\":\"{\\\"url\\\":\\\"https:\\\\\\/\\\\\\/a.b"
                + "\\\\\\/c\\\"}\",\"channels\":[\"php\"]}")
        .header("X-Pusher-Library", "pusher-http-php 7.2.6")
        .header("User-Agent", "GuzzleHttp/7")
        .send()
        .expectOk("{}");
    assertThat(probe.expect("App\\Events\\E").dataText())
        .isEqualTo("{\"url\":\"https:\\/\\/a.b\\/c\"}");
    api.request("GET", "/channels")
        .query("filter_by_prefix", "presence-")
        .query("info", "user_count,subscription_count")
        .send()
        .expectOk();
  }

  @Test
  @Checklist({117, 123, 143})
  void dotNetPutsTheSignatureFirstAndParsesEveryBody() {
    api.request("POST", "/events")
        .body("{\"channels\":[\"net\"],\"name\":\"e\",\"data\":\"{}\",\"socket_id\":null}")
        .header("Pusher-Library-Name", "pusher-http-dotnet")
        .header("Pusher-Library-Version", "5.0.0")
        .signatureFirst()
        .send()
        .expectOk("{}");
    api.request("POST", "/events")
        .key(TestApp.KEY, "wrong")
        .body("{}")
        .signatureFirst()
        .send()
        .expectRefused(401);
  }

  @Test
  @Checklist({116, 118, 123})
  void goSendsAContentTypeWithoutABody() {
    api.request("GET", "/channels")
        .query("filter_by_prefix", "presence-")
        .header("Content-Type", "application/json")
        .header("X-Pusher-Library", "pusher-http-go 5.1.1")
        .send()
        .expectOk();
    Probe probe = stage.connect();
    probe.join("go");
    // Go's encoder escapes <, > and & and its struct order puts channels after name
    String body =
        "{\"name\":\"e\",\"channels\":[\"go\"],\"data\":\"\\u003cb\\u003e \\u0026\",\"info\":null}";
    api.request("POST", "/events").body(body).send().expectOk("{}");
    assertThat(probe.expect("e").dataText()).isEqualTo("<b> &");
  }

  @Test
  @Checklist({123, 136})
  void rubySendsABatchWithInfo() {
    stage.connect().join("ruby");
    api.request("POST", "/batch_events")
        .body(
            "{\"batch\":[{\"channel\":\"ruby\",\"name\":\"e\",\"data\":\"{}\","
                + "\"info\":\"subscription_count\"}]}")
        .header("X-Pusher-Library", "pusher-http-ruby 2.0.3")
        .send()
        .expectOk("{\"batch\":[{\"subscription_count\":1}]}");
  }
}
