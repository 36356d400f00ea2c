package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Auth;
import dev.parley.conformance.kit.Json;
import dev.parley.conformance.kit.Log;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.RawHttp;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
@Timeout(60)
class OperationsTest {
  private static final Pattern APP_METRIC =
      Pattern.compile("^(parley_\\w+)\\{app=\"3\"\\} (\\S+)$", Pattern.MULTILINE);

  private final Stage stage;

  OperationsTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist(172)
  void metricsCountPerAppAndNeverBelowZero() {
    Stage own = stage.with(Setup.standard());
    Probe first = own.connect();
    Probe second = own.connect();
    Probe other = own.dial().key(TestApp.OTHER_KEY).connect();
    first.join("private-counted");
    second.join("private-counted");
    first.trigger("client-e", "private-counted", "{}");
    second.expect("client-e");
    own.api().publish("private-counted", "e", "1").expectOk();
    first.expect("e");
    second.expect("e");
    own.api().publish("bad channel", "e", "1").expectRefused(400);
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(metrics(own))
                .containsEntry("parley_connections", 2.0)
                .containsEntry("parley_channels", 1.0)
                .containsEntry("parley_connections_opened_total", 2.0)
                .containsEntry("parley_client_events_total", 1.0)
                .containsEntry("parley_api_requests_total", 2.0)
                .containsEntry("parley_api_errors_total", 1.0));
    assertThat(metrics(own).get("parley_messages_received_total")).isGreaterThanOrEqualTo(3.0);
    assertThat(metrics(own).get("parley_messages_sent_total")).isGreaterThanOrEqualTo(7.0);
    first.leave("private-counted");
    first.leave("private-counted");
    first.expectError(null);
    first.reset();
    second.close();
    other.close();
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(metrics(own))
                .containsEntry("parley_connections", 0.0)
                .containsEntry("parley_channels", 0.0)
                .containsEntry("parley_connections_opened_total", 2.0)
                .allSatisfy((_, value) -> assertThat(value).isNotNegative()));
  }

  @Test
  @Checklist(173)
  void aRunningServerIsLiveAndReady() {
    assertThat(get(stage, "/health/live").status()).isEqualTo(200);
    assertThat(get(stage, "/health/ready").status()).isEqualTo(200);
  }

  @Test
  @Checklist(176)
  void noSecretIsEverLoggedOrSaid() {
    try (var log = new Log()) {
      Stage own = stage.with(Setup.standard());
      var said = new StringBuilder();
      Probe probe = own.connect();
      probe.join("private-secret");
      probe.joinAs("presence-secret", "1");
      probe.signIn("{\"id\":\"secretive\"}");
      for (String auth :
          new String[] {"", "x", TestApp.KEY + ":" + TestApp.SECRET, TestApp.SECRET + ":x"}) {
        probe.subscribe("private-wrong", auth);
        said.append(mask(probe.expectAny().text(), auth));
        said.append(mask(probe.expectAny().text(), auth));
      }
      probe.send("pusher:signin", "{\"auth\":\"x:y\",\"user_data\":\"{}\"}");
      said.append(probe.expectError(null).text());
      said.append(own.api().request("POST", "/events").key(TestApp.KEY, "wrong").body("{}").send());
      said.append(own.api().request("GET", "/channels").timestamp(1).send());
      said.append(own.api().publish("a", "e", "1"));
      said.append(get(own, "/metrics"));
      own.dial().key("wrong").open().expectFatal(4001);
      assertThat(said.toString()).doesNotContain(TestApp.SECRET);
      assertThat(log.text()).as("the log was kept").isNotEmpty();
      assertThat(log.text()).doesNotContain(TestApp.SECRET);
      assertThat(log.text())
          .doesNotContain(Auth.sign(TestApp.SECRET, probe.socketId() + ":private-secret"));
    }
  }

  /** A client that sends a secret as its signature may be shown what it sent. */
  private static String mask(String text, String sent) {
    return sent.isEmpty() ? text : text.replace(sent, "").replace(TestApp.SECRET, "");
  }

  @Test
  @Checklist(177)
  void aStandardClientSeesTheStandardFramesByteForByte() {
    Probe probe = stage.dial().open();
    assertThat(probe.expectEstablished().text())
        .matches(
            Pattern.quote(
                    "{\"event\":\"pusher:connection_established\",\"data\":\"{\\\"socket_id\\\":\\\"")
                + "\\d+\\.\\d+"
                + Pattern.quote("\\\",\\\"activity_timeout\\\":120}\"}"));
    assertThat(probe.join("cache-bytes").text())
        .isEqualTo(
            "{\"event\":\"pusher_internal:subscription_succeeded\","
                + "\"channel\":\"cache-bytes\",\"data\":\"{}\"}");
    assertThat(probe.expect("pusher:cache_miss").text())
        .isEqualTo("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-bytes\",\"data\":\"{}\"}");
    stage.api().publish("cache-bytes", "e", "{\"a\":\"é\"}").expectOk();
    assertThat(probe.expect("e").text())
        .isEqualTo(
            "{\"event\":\"e\",\"channel\":\"cache-bytes\",\"data\":\"{\\\"a\\\":\\\"é\\\"}\"}");
    probe.joinAs("presence-bytes", "1");
    Probe second = stage.connect();
    second.joinAs("presence-bytes", "2");
    assertThat(probe.expect("pusher_internal:member_added").text())
        .isEqualTo(
            "{\"event\":\"pusher_internal:member_added\",\"channel\":\"presence-bytes\","
                + "\"data\":\"{\\\"user_id\\\":\\\"2\\\","
                + "\\\"user_info\\\":{\\\"name\\\":\\\"N2\\\"}}\"}");
    second.trigger("client-e", "presence-bytes", "{\"a\":1}");
    assertThat(probe.expect("client-e").text())
        .isEqualTo(
            "{\"event\":\"client-e\",\"channel\":\"presence-bytes\","
                + "\"data\":\"{\\\"a\\\":1}\",\"user_id\":\"2\"}");
    second.leave("presence-bytes");
    assertThat(probe.expect("pusher_internal:member_removed").text())
        .isEqualTo(
            "{\"event\":\"pusher_internal:member_removed\",\"channel\":\"presence-bytes\","
                + "\"data\":\"{\\\"user_id\\\":\\\"2\\\"}\"}");
  }

  @Test
  @Checklist(177)
  void anotherServersExtensionsAreUnknownHere() {
    Probe probe = stage.connect();
    probe.send("pusher:enable_delta_compression", "{}");
    probe.expectError(null);
    probe.send("pusher:subscribe", "{\"channel\":\"plain\",\"delta\":\"fossil\",\"filter\":{}}");
    probe.expect("pusher_internal:subscription_succeeded", "plain");
    for (int i = 0; i < 3; i++) {
      stage.api().publish("plain", "e", "{\"n\":" + i + "}").expectOk();
      assertThat(probe.expect("e").data()).isEqualTo(Json.object().put("n", i));
    }
  }

  private static Map<String, Double> metrics(Stage stage) {
    var values = new TreeMap<String, Double>();
    Reply reply = get(stage, "/metrics");
    APP_METRIC
        .matcher(reply.body())
        .results()
        .forEach(found -> values.put(found.group(1), Double.valueOf(found.group(2))));
    return values;
  }

  private static Reply get(Stage stage, String path) {
    RawHttp http = stage.http();
    http.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return http.read();
  }
}
