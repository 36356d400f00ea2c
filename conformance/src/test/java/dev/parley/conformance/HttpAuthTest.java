package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Reply;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.SignedApi;
import dev.parley.conformance.kit.SignedRequest;
import dev.parley.conformance.kit.Stage;
import dev.parley.conformance.kit.TestApp;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class HttpAuthTest {
  private static final long VECTOR_TIME = 1_353_088_179L;
  private static final String BODY = SignedApi.event("e", "1", "auth");

  private final Stage stage;
  private final SignedApi api;

  HttpAuthTest(Stage stage) {
    this.stage = stage;
    this.api = stage.api();
  }

  private SignedRequest publish() {
    return api.request("POST", "/events").body(BODY);
  }

  @Test
  @Checklist(111)
  void thePublishedVectorIsAcceptedAtItsTime() {
    Stage then = stage.with(Setup.standard().withClock(fixed(VECTOR_TIME)));
    var http = then.http();
    String body =
        "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";
    assertThat(body.length()).isEqualTo(68);
    http.write(
        "POST /apps/3/events?auth_key=278d425bdf160c739803&auth_timestamp=1353088179"
            + "&auth_version=1.0&body_md5=ec365a775a4cd0599faeb73354201b6f&auth_signature="
            + "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c HTTP/1.1\r\n"
            + "Host: parley\r\nContent-Type: application/json\r\nContent-Length: 68\r\n\r\n"
            + body);
    http.read().expectOk("{}");
  }

  @Test
  @Checklist(111)
  void theVectorsOfTheOtherRequestsAreAcceptedToo() {
    Stage then = stage.with(Setup.standard().withClock(fixed(VECTOR_TIME)));
    var http = then.http();
    http.write(
        "GET /apps/3/channels?auth_key=278d425bdf160c739803&auth_timestamp=1353088179"
            + "&auth_version=1.0&filter_by_prefix=presence-&info=user_count&auth_signature="
            + "16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291 HTTP/1.1\r\n"
            + "Host: parley\r\n\r\n");
    http.read().expectOk("{\"channels\":{}}");
    http.write(
        "POST /apps/3/users/42/terminate_connections?auth_key=278d425bdf160c739803"
            + "&auth_timestamp=1353088179&auth_version=1.0"
            + "&body_md5=99914b932bd37a50b983c5e7c90ae93b&auth_signature="
            + "2829710742ff5f799010258297d09016e2366257e3e954039eeda349073a2bcf HTTP/1.1\r\n"
            + "Host: parley\r\nContent-Length: 2\r\n\r\n{}");
    http.read().expectOk("{}");
  }

  @Test
  @Checklist(112)
  void tenMinutesEitherWayAreForgiven() {
    SignedApi then = stage.with(Setup.standard().withClock(fixed(VECTOR_TIME))).api();
    for (long offset : new long[] {-599, -600, 0, 600, 599}) {
      then.request("POST", "/events")
          .body(BODY)
          .timestamp(VECTOR_TIME + offset)
          .send()
          .expectOk("{}");
    }
    for (long offset : new long[] {-601, 601, 1_000_000}) {
      long stated = VECTOR_TIME + offset;
      Reply refused =
          then.request("POST", "/events").body(BODY).timestamp(stated).send().expectRefused(401);
      assertThat(refused.body()).contains(Long.toString(stated));
    }
  }

  @ParameterizedTest
  @Checklist(112)
  @ValueSource(strings = {"", "now", "1353088179.5", "-1", "99999999999999999999", " 1"})
  void aTimestampThatIsNoNumberIsRefused(String timestamp) {
    publish().timestamp(timestamp).escaping(HttpAuthTest::percent).send().expectRefused(401);
  }

  @Test
  @Checklist(113)
  void anAlteredBodyIsRefused() {
    publish().sendBody(BODY.replace("auth", "evil")).send().expectRefused(401, "body_md5");
    publish().sendBody(BODY + " ").send().expectRefused(401, "body_md5");
  }

  @Test
  @Checklist(113)
  void anAlteredQueryIsRefused() {
    api.request("GET", "/channels")
        .query("filter_by_prefix", "a")
        .tamper(target -> target.replace("filter_by_prefix=a", "filter_by_prefix=b"))
        .send()
        .expectRefused(401);
    api.request("GET", "/channels")
        .tamper(target -> target + "&filter_by_prefix=b")
        .send()
        .expectRefused(401);
    api.request("GET", "/channels/a")
        .tamper(target -> target.replace("/channels/a?", "/channels/b?"))
        .send()
        .expectRefused(401);
  }

  @Test
  @Checklist({113, 176})
  void aWrongSecretIsToldWhatToSign() {
    SignedRequest request = publish().key(TestApp.KEY, "wrong-secret");
    Reply refused = request.send().expectRefused(401);
    assertThat(refused.json().path("error").asText())
        .contains(request.signedText().replace("\n", "\\n"));
    assertThat(refused.body()).doesNotContain(TestApp.SECRET);
    assertThat(refused.body()).doesNotContain(publish().signature());
  }

  @ParameterizedTest
  @Checklist(113)
  @ValueSource(strings = {"", "0", "zz", "%C3%A9"})
  void aSignatureOfTheWrongFormIsRefused(String signature) {
    publish()
        .tamper(t -> t.replaceFirst("auth_signature=[0-9a-f]+", "auth_signature=" + signature))
        .send()
        .expectRefused(401);
  }

  @ParameterizedTest
  @Checklist(114)
  @ValueSource(
      strings = {"auth_key", "auth_timestamp", "auth_version", "auth_signature", "body_md5"})
  void everyAuthParameterIsNeeded(String parameter) {
    publish().omit(parameter).send().expectRefused(401);
  }

  @Test
  @Checklist(114)
  void onlyVersionOneIsKnown() {
    publish().version("2.0").send().expectRefused(401);
  }

  @Test
  @Checklist(115)
  void aQueryMayCarryTheMd5OfNothing() {
    api.request("GET", "/channels").withMd5OfNothing().send().expectOk();
  }

  @Test
  @Checklist(116)
  void aQueryNeedsNoMd5() {
    api.request("GET", "/channels").send().expectOk();
  }

  @Test
  @Checklist(117)
  void parametersMayComeInAnyOrder() {
    publish().signatureFirst().send().expectOk("{}");
    api.request("GET", "/channels")
        .query("info", "user_count")
        .query("filter_by_prefix", "presence-")
        .signatureFirst()
        .send()
        .expectOk();
  }

  @Test
  @Checklist(118)
  void aValueMayBeSentRawOrEscaped() {
    for (String prefix : new String[] {"presence-@a,b", "presence-=;x"}) {
      for (UnaryOperator<String> how :
          List.<UnaryOperator<String>>of(UnaryOperator.identity(), HttpAuthTest::percent)) {
        api.request("GET", "/channels")
            .query("filter_by_prefix", prefix)
            .escaping(how)
            .send()
            .expectOk("{\"channels\":{}}");
      }
    }
  }

  @Test
  @Checklist(118)
  void aPlusMayStandForASpace() {
    Probe probe = stage.connect();
    probe.join("plus");
    api.request("POST", "/events")
        .query("name", "two words")
        .query("channel", "plus")
        .query("data", "x")
        .escaping(HttpAuthTest::percent)
        .send()
        .expectOk("{}");
    probe.expect("two words", "plus");
  }

  @Test
  @Checklist(119)
  void parameterNamesAreSignedInLowerCase() {
    api.request("GET", "/channels")
        .query("Filter_By_Prefix", "presence-")
        .query("INFO", "user_count")
        .send()
        .expectOk();
    publish()
        .tamper(
            t -> t.replace("auth_key=", "Auth_Key=").replace("auth_signature=", "AUTH_Signature="))
        .send()
        .expectOk("{}");
  }

  @Test
  @Checklist(120)
  void aKeyOpensOnlyItsOwnApp() {
    api.requestTo("POST", "/apps/" + TestApp.OTHER_ID + "/events")
        .body(BODY)
        .send()
        .expectRefused(401);
    publish().key("no-such-key", TestApp.SECRET).send().expectRefused(401);
    api.requestTo("POST", "/apps/no-such-app/events").body(BODY).send().expectRefused(404);
    api.requestTo("POST", "/apps/" + TestApp.OTHER_ID + "/events")
        .key(TestApp.OTHER_KEY, TestApp.OTHER_SECRET)
        .body(BODY)
        .send()
        .expectOk("{}");
  }

  @Test
  @Checklist(120)
  void aDisabledAppIsForbidden() {
    stage
        .with(Setup.standard().withApps(TestApp.standard().withEnabled(false)))
        .api()
        .post("/events", BODY)
        .expectRefused(403);
  }

  @Test
  @Checklist(122)
  void aChannelInThePathMayBeRawOrEscaped() {
    Probe probe = stage.connect();
    probe.join("odd-a;b,c@d=e");
    String raw = "/apps/3/channels/odd-a;b,c@d=e";
    String escaped = "/apps/3/channels/odd-a%3Bb%2Cc%40d%3De";
    for (String signed : new String[] {raw, escaped}) {
      for (String sent : new String[] {raw, escaped}) {
        if (signed.equals(sent) || sent.equals(escaped)) {
          api.requestTo("GET", signed).sendPath(sent).send().expectOk("{\"occupied\":true}");
        }
      }
    }
  }

  @Test
  void aSecondKeyOfTheAppSignsAsWell() {
    stage
        .with(Setup.standard().withApps(TestApp.withSecondKey("newer-key", "newer-secret")))
        .api()
        .request("POST", "/events")
        .key("newer-key", "newer-secret")
        .body(BODY)
        .send()
        .expectOk("{}");
  }

  private static String percent(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private static Clock fixed(long unixSeconds) {
    return Clock.fixed(Instant.ofEpochSecond(unixSeconds), ZoneOffset.UTC);
  }
}
