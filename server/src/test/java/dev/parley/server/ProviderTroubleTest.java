package dev.parley.server;

import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that lies, is away, turns in a circle, or takes too long. */
class ProviderTroubleTest {
  private static final HttpClient OUTSIDE = HttpClient.newHttpClient();
  private static final URI HOME = URI.create("https://chat.example.org");

  @TempDir static Path folder;

  private static volatile Duration passed = Duration.ZERO;
  private static OidcStandIn provider;
  private static OidcStandIn leaving;
  private static ParleyServer server;
  private Browser browser;

  @BeforeAll
  static void start() {
    provider = new OidcStandIn();
    leaving = new OidcStandIn();
    server =
        ParleyServer.start(
            ServerSettings.of(
                Map.of(
                    "port",
                    0,
                    "data",
                    folder,
                    "public-url",
                    HOME.toString(),
                    "trusted-proxies",
                    List.of("127.0.0.1"),
                    "sign-in",
                    Map.of("oidc", List.of(provider.settings(), leaving.settings("leaving"))))),
            new ShiftedClock(Clock.systemUTC()));
  }

  @BeforeEach
  void honest() {
    browser = Browser.behindProxy(new RawHttp(server.port()), HOME);
    provider.lie = UnaryOperator.identity();
    provider.signing = OidcStandIn.KEY;
    provider.tokenStatus = 200;
    provider.more = Map.of("sub", "nobody");
    provider.seat("nobody", Map.of());
  }

  /** The system's time, and as much as has passed in the test. */
  private static final class ShiftedClock extends Clock {
    private final Clock system;

    ShiftedClock(Clock system) {
      this.system = system;
    }

    @Override
    public ZoneId getZone() {
      return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new ShiftedClock(system.withZone(zone));
    }

    @Override
    public Instant instant() {
      return system.instant().plus(passed);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    provider.close();
    leaving.close();
  }

  private static void pass(Duration time) {
    passed = passed.plus(time);
  }

  /** The way back, as an honest provider would send a browser. */
  private String begin() throws Exception {
    return begin("work");
  }

  private String begin(String id) throws Exception {
    RawHttp.Answer answer = browser.post("/api/auth/providers/" + id, "{}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var there = URI.create("" + JsonTree.read(answer.body()).get("url"));
    HttpResponse<String> sent =
        OUTSIDE.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString());
    return sent.headers().firstValue("Location").orElseThrow().substring(HOME.toString().length());
  }

  private void assertInVain(RawHttp.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("text/html");
    assertThat(answer.header("location")).isEmpty();
    assertThat(browser.cookies()).doesNotContainKey("__Host-parley_refresh");
  }

  @Test
  void shouldBelieveAnHonestProvider() throws Exception {
    assertThat(browser.visit(begin()).header("location")).isEqualTo("/");
  }

  @Test
  void shouldAskForTheMailThatAnIdTokenLacks() throws Exception {
    provider.seat("mail-apart", Map.of());
    provider.more =
        Map.of("sub", "mail-apart", "email", "apart@example.org", "email_verified", true);
    assertThat(browser.visit(begin()).header("location")).isEqualTo("/");
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    String token = "" + JsonTree.read(renewed.body()).get("access_token");
    assertThat(new Person(browser.http(), "apart", "", token).did("GET", "/api/me"))
        .containsEntry("email", "apart@example.org")
        .containsEntry("email_verified", true);
  }

  @Test
  void shouldNotTakeAnAddressForVerifiedThatTheProviderDoesNotVouchFor() throws Exception {
    provider.seat("unsure", Map.of("email", "unsure@example.org", "email_verified", false));
    assertThat(browser.visit(begin()).header("location")).isEqualTo("/");
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    String token = "" + JsonTree.read(renewed.body()).get("access_token");
    assertThat(new Person(browser.http(), "unsure", "", token).did("GET", "/api/me"))
        .containsEntry("email_verified", false);
  }

  @Test
  void shouldNotBelieveWhatIsToldOfSomebodyElse() throws Exception {
    provider.more = Map.of("sub", "else", "email", "else@example.org", "email_verified", true);
    assertInVain(browser.visit(begin()), 502);
  }

  enum Lie {
    ISSUER,
    AUDIENCE,
    NONCE,
    EXPIRED,
    PARTY,
    NO_SUBJECT,
    KEY
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void shouldNotBelieveATokenThatIsNotForThisSignIn(Lie kind) throws Exception {
    String back = begin();
    switch (kind) {
      case ISSUER -> provider.lie = claims -> claims.issuer("https://evil.example");
      case AUDIENCE -> provider.lie = claims -> claims.audience("somebody");
      case NONCE -> provider.lie = claims -> claims.claim("nonce", "another");
      case EXPIRED ->
          provider.lie =
              claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)));
      case PARTY -> provider.lie = claims -> claims.claim("azp", "somebody");
      case NO_SUBJECT -> provider.lie = claims -> claims.subject(null);
      case KEY -> provider.signing = OidcStandIn.OTHER_KEY;
    }
    assertInVain(browser.visit(back), 502);
  }

  @Test
  void shouldNotTakeAnExpiredState() throws Exception {
    String back = begin();
    pass(Duration.ofMinutes(11));
    assertInVain(browser.visit(back), 400);
    assertThat(browser.visit(begin()).header("location")).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 500})
  void shouldEndInAPageWhereTheProviderTurnsInACircleOrFails(int status) throws Exception {
    String back = begin();
    provider.tokenStatus = status;
    assertInVain(browser.visit(back), 502);
    assertInVain(browser.visit(back), 400); // and again: the state is used up
  }

  @Test
  void shouldSayThatAProviderIsAway() throws Exception {
    String back = begin("leaving");
    leaving.close();
    assertInVain(browser.visit(back), 502);
    pass(Duration.ofHours(2)); // what it said of itself is too old by now
    RawHttp.Answer away = browser.post("/api/auth/providers/leaving", "{}");
    assertProblem(away, 503, "provider-unavailable");
  }

  @Test
  void shouldNotChangeWaysInNorDeleteAnythingByAnOldSignIn() throws Exception {
    assertThat(browser.visit(begin()).header("location")).isEqualTo("/");
    pass(Duration.ofMinutes(16));
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    String token = "" + JsonTree.read(renewed.body()).get("access_token");
    var person = new Person(browser.http(), "somebody", "", token);
    for (String path :
        List.of(
            "/api/me", "/api/me/identities/work", "/api/me/passkeys/x", "/api/me/second-factor")) {
      assertProblem(person.call("DELETE", path), 403, "proof-required");
    }
    for (String path : List.of("/api/me/passkeys", "/api/me/second-factor")) {
      assertProblem(person.call("POST", path), 403, "proof-required");
    }
    assertProblem(person.call("PATCH", "/api/me", "email", "a@b.example"), 403, "proof-required");
    RawHttp.Answer change =
        person.call("POST", "/api/auth/password/change", "new_password", "eight blue Ladders");
    assertProblem(change, 403, "proof-required");
    person.did("PATCH", "/api/me", "signature", "still here");
  }

  /**
   * The classic: a redirect address at the provider that leads to where sign-ins begin, or to the
   * page itself. Whatever is followed from there ends after a few steps, without a provider.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/auth/providers/work",
        "/api/auth/providers/work/callback",
        "/api/auth/providers/other/callback",
        "/login",
        "/",
      })
  void shouldNeverRedirectInACircleWhateverTheProviderLeadsTo(String mistaken) throws Exception {
    String query = begin().split("\\?", 2)[1];
    provider.lie = claims -> claims.claim("nonce", "another");
    String at = mistaken + "?" + query;
    int steps = 0;
    for (; !at.isEmpty() && steps < 5; steps++) {
      RawHttp.Answer answer = browser.visit(at);
      at = answer.header("location");
      assertThat(at).as(answer.body()).doesNotContain("/authorize", "/providers/");
    }
    assertThat(steps).isLessThan(3);
    assertThat(browser.cookies()).doesNotContainKey("__Host-parley_refresh");
  }
}
