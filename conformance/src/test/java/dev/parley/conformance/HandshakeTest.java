package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class HandshakeTest {
  private final Stage stage;

  HandshakeTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Checklist({1, 2})
  void theFirstFrameEstablishesTheConnection() {
    Probe probe = stage.dial().open();
    assertThat(probe.upgrade().status()).isEqualTo(101);
    Frame first = probe.expectEstablished();
    assertThat(first.channel()).isNull();
    JsonNode data = first.data();
    assertThat(data.path("socket_id").isTextual()).isTrue();
    assertThat(data.path("activity_timeout").isIntegralNumber()).isTrue();
    assertThat(data.path("activity_timeout").intValue()).isEqualTo(120);
  }

  @Test
  @Checklist(3)
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void tenThousandSocketIdsDiffer() throws Exception {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<Probe>();
    for (int i = 0; i < 10_000; i++) {
      Probe probe = stage.connect();
      assertThat(probe.socketId()).matches("^\\d+\\.\\d+$");
      assertThat(seen.add(probe.socketId())).as("%s is new", probe.socketId()).isTrue();
      open.add(probe);
      // client and server share this process's file descriptors, so only some stay open together
      if (open.size() > 500) {
        open.remove().reset();
      }
    }
  }

  @ParameterizedTest
  @Checklist({4, 8})
  @ValueSource(strings = {"4", "5", "6", "7"})
  void everyLivingProtocolIsToldTheActivityTimeout(String protocol) {
    Frame first = stage.dial().protocol(protocol).open().expectEstablished();
    assertThat(first.data().path("activity_timeout").isNumber()).isTrue();
    assertThat(first.data().path("activity_timeout").intValue()).isPositive();
  }

  @ParameterizedTest
  @Checklist({5, 6, 7})
  @ValueSource(
      strings = {
        "flash=false&version=8.6.0&protocol=7&client=js&unknown=extra",
        "?odd&protocol=7&&=x&client=%C3%A9",
        "protocol=7&client=%zz%",
        "client=java-client&protocol=5&version=0.0.0-dev",
        "protocol=5&client=pusher-dotnet-client&version=not-a-version",
        "protocol=7"
      })
  void onlyTheProtocolOfTheQueryMatters(String query) {
    stage.dial().query(query).connect();
  }

  @ParameterizedTest
  @Checklist({9, 10})
  @ValueSource(strings = {"1", "3", "8", "99", "-7", "abc", "7x", "999999999999999999999"})
  void otherProtocolsAreRefusedByErrorAndClose(String protocol) {
    Probe probe = stage.dial().protocol(protocol).open();
    assertThat(probe.upgrade().status()).isEqualTo(101);
    probe.expectFatal(4007);
    probe.expectGone();
  }

  @ParameterizedTest
  @Checklist(11)
  @ValueSource(strings = {"", "client=js&version=8.6.0"})
  void aMissingProtocolIsRefused(String query) {
    stage.dial().query(query).open().expectFatal(4008);
  }

  @Test
  @Checklist(11)
  void aMissingProtocolPassesWhereTheServerIsLenient() {
    Stage lenient = stage.with(Setup.standard().withLenientProtocol());
    lenient.dial().query("").connect();
    lenient.dial().protocol("abc").open().expectFatal(4007);
  }

  @Test
  @Checklist(12)
  void anUnknownKeyIsRefusedAfterTheUpgrade() {
    Probe probe = stage.dial().key("no-such-key").open();
    assertThat(probe.upgrade().status()).isEqualTo(101);
    Frame error = probe.expectFatal(4001);
    assertThat(error.node().path("data").path("code").isIntegralNumber()).isTrue();
    assertThat(error.errorMessage()).isNotBlank();
  }

  @Test
  @Checklist(13)
  void aDisabledAppIsRefused() {
    stage
        .with(Setup.standard().withApps(TestApp.standard().withEnabled(false)))
        .dial()
        .open()
        .expectFatal(4003);
  }

  @Test
  @Checklist(14)
  void anAppForTlsOnlyRefusesPlainSockets() {
    stage
        .with(Setup.standard().withOptions(o -> o.with(Feature.FORCE_TLS, true)))
        .dial()
        .open()
        .expectFatal(4000);
  }

  @Test
  @Checklist(15)
  void aFullAppTakesTheNextClientWhenOneHasLeft() {
    Stage full = stage.with(Setup.standard().withLimit(Limit.CONNECTIONS_PER_APP, 2));
    full.connect();
    Probe leaver = full.connect();
    full.dial().open().expectFatal(4004);
    leaver.sendClose(1000);
    leaver.expectClose(1000);
    leaver.expectGone();
    full.connect();
    full.dial().open().expectFatal(4004);
    full.dial().key(TestApp.OTHER_KEY).connect();
  }

  @Test
  void aFullNodeSendsClientsElsewhere() {
    Stage full = stage.with(Setup.standard().withLimit(Limit.CONNECTIONS_PER_NODE, 1));
    full.connect();
    full.dial().key(TestApp.OTHER_KEY).open().expectFatal(4100);
  }

  @ParameterizedTest
  @Checklist(16)
  @ValueSource(strings = {"/other", "/app", "/", "/foo/app/278d425bdf160c739803"})
  void aSocketOnAnotherPathIsRefusedAfterTheUpgrade(String path) {
    stage.dial().path(path).open().expectFatal(4005);
  }

  @Test
  @Checklist(16)
  void aPlainRequestOnASocketPathIsToldToUpgrade() {
    var http = stage.http();
    http.write("GET /app/" + TestApp.KEY + "?protocol=7 HTTP/1.1\r\nHost: parley\r\n\r\n");
    assertThat(http.read().status()).isEqualTo(426);
  }

  @Test
  @Checklist(17)
  void anOfferedSubprotocolIsEchoed() {
    Probe probe = stage.dial().subprotocols("pusher-channels-protocol-7").connect();
    assertThat(probe.upgrade().header("Sec-WebSocket-Protocol"))
        .containsExactly("pusher-channels-protocol-7");
  }

  @Test
  @Checklist(18)
  void noSubprotocolIsNamedWhereNoneWasOffered() {
    assertThat(stage.connect().upgrade().header("Sec-WebSocket-Protocol")).isEmpty();
  }

  @Test
  @Checklist(19)
  void oneOfSeveralSubprotocolsIsEchoed() {
    Probe probe =
        stage
            .dial()
            .subprotocols("chat, pusher-channels-protocol-5,pusher-channels-protocol-7")
            .connect();
    List<String> echoed = probe.upgrade().header("Sec-WebSocket-Protocol");
    assertThat(echoed).hasSize(1);
    assertThat(echoed.getFirst()).matches("pusher-channels-protocol-[57]");
  }

  @Test
  @Checklist({20, 121})
  void aPathPrefixStandsBeforeSocketsAndApi() {
    Stage prefixed = stage.with(Setup.standard().withPathPrefix("/foo"));
    Probe probe = prefixed.connect();
    probe.join("a");
    // signed over /apps/…, sent to /foo/apps/…
    prefixed.api().publish("a", "e", "1").expectOk("{}");
    assertThat(probe.expect("e", "a").dataText()).isEqualTo("1");
  }

  @Test
  @Checklist(121)
  void theWholePathMayBeSignedBehindAPrefixToo() {
    Stage prefixed = stage.with(Setup.standard().withPathPrefix("/foo"));
    prefixed
        .api()
        .requestTo("POST", "/foo/apps/3/events")
        .sendPath("/foo/apps/3/events")
        .body(SignedApi.event("e", "1", "a"))
        .send()
        .expectOk("{}");
  }

  @Test
  @Checklist(21)
  void originsAreCheckedOnlyWhereTheAppSaysSo() {
    stage.dial().origin("https://anything.example").connect();
    Stage restricted =
        stage.with(
            Setup.standard()
                .withOptions(o -> o.withAllowedOrigins(List.of("https://shop.example"))));
    restricted.dial().connect();
    restricted.dial().origin("https://shop.example").connect();
    restricted.dial().origin("https://shop.example.evil.example").open().expectFatal(4009);
    restricted.dial().origin("null").open().expectFatal(4009);
  }
}
