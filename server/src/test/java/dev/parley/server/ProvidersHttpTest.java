package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static dev.parley.server.Person.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.server.ProviderStandIn.Visitor;
import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in elsewhere: through an OpenID Connect server, and stand-ins that speak GitHub's and
 * WeChat's dialects. Each test has people of its own.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class ProvidersHttpTest {
  private static final URI HOME = URI.create("https://chat.example.org");
  private static final HttpClient OUTSIDE = HttpClient.newHttpClient();
  private static final OidcStandIn OIDC = new OidcStandIn();
  private static final ProviderStandIn STAND_IN = new ProviderStandIn();

  @RegisterExtension static final Servers SERVERS = Servers.with(settings());

  private static Map<String, Object> settings() {
    return Map.of(
        "public-url",
        HOME.toString(),
        "trusted-proxies",
        List.of("127.0.0.1"),
        "sign-in",
        Map.of(
            "github",
            STAND_IN.settings(),
            "wechat",
            STAND_IN.settings(),
            "oidc",
            List.of(OIDC.settings())));
  }

  private final RawHttp http;
  private final String engine;

  ProvidersHttpTest(Engine engine) {
    this.http = SERVERS.on(engine).http();
    this.engine = engine.name();
  }

  @AfterAll
  static void stop() {
    OIDC.close();
    STAND_IN.close();
    OUTSIDE.close();
  }

  private Browser browser() {
    return Browser.behindProxy(http, HOME);
  }

  private static URI begin(Browser browser, String provider) throws IOException {
    RawHttp.Answer answer = browser.post("/api/auth/providers/" + provider, "{\"device\":\"Lap\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return URI.create("" + JsonTree.read(answer.body()).get("url"));
  }

  /** Lets the provider sign the visitor in; where it sends the browser, below our own address. */
  private static String atProvider(URI there) throws Exception {
    HttpResponse<String> answer =
        OUTSIDE.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString());
    String back = answer.headers().firstValue("Location").orElseThrow();
    assertThat(back).startsWith(HOME + "/api/auth/providers/");
    return back.substring(HOME.toString().length());
  }

  private static RawHttp.Answer through(Browser browser, String provider) throws Exception {
    return browser.visit(atProvider(begin(browser, provider)));
  }

  /** The account behind the cookies. */
  private static Map<String, Object> me(Browser browser) throws IOException {
    return person(browser).did("GET", "/api/me");
  }

  private static Person person(Browser browser) throws IOException {
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
    String token = "" + JsonTree.read(renewed.body()).get("access_token");
    return new Person(browser.http(), "somebody", "", token);
  }

  private static void assertEntered(RawHttp.Answer answer, String at) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    assertThat(answer.header("location")).isEqualTo(at);
  }

  /** A page that leads nowhere by itself, and gives nothing. */
  private static void assertInVain(RawHttp.Answer answer, int status, String words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("text/html");
    assertThat(answer.header("location")).isEmpty();
    assertThat(answer.header("refresh")).isEmpty();
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(answer.header("content-security-policy"))
        .startsWith("default-src 'none'; style-src");
    assertThat(answer.body())
        .contains(words)
        .contains("<a href=\"/\">")
        .doesNotContain("<script", "http-equiv");
  }

  private void expectAtWork(String subject, Map<String, Object> claims) {
    OIDC.seat(subject + engine, claims);
  }

  @Test
  void shouldSignInByOpenIdConnectAndMakeOneAccount() throws Exception {
    Map<String, Object> claims =
        Map.of(
            "email", "olga." + engine + "@example.org",
            "email_verified", true,
            "name", "Olga",
            "preferred_username", "olga",
            "locale", "en-GB");
    expectAtWork("olga", claims);
    Browser browser = browser();
    URI there = begin(browser, "work");
    assertThat(there.getQuery())
        .contains("response_type=code", "code_challenge_method=S256", "nonce=", "state=")
        .contains("redirect_uri=https://chat.example.org/api/auth/providers/work/callback");
    RawHttp.Answer back = browser.visit(atProvider(there));
    assertEntered(back, "/");
    assertThat(back.header("set-cookie"))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Secure");
    Map<String, Object> me = me(browser);
    assertThat(me)
        .containsEntry("display_name", "Olga")
        .containsEntry("email_verified", true)
        .containsEntry("has_password", false)
        .containsEntry("locale", "en-GB");
    expectAtWork("olga", claims);
    Browser again = browser();
    assertEntered(through(again, "work"), "/");
    assertThat(me(again)).containsEntry("id", me.get("id"));
  }

  @Test
  void shouldTellWhichWaysInThereAre() throws IOException {
    RawHttp.Answer options = http.get("/api/auth/options");
    assertThat(options.body())
        .isEqualTo(
            "{\"mail\":false,\"passkeys\":true,\"providers\":[{\"id\":\"github\",\"name\":\"GitHub\"},"
                + "{\"id\":\"wechat\",\"name\":\"WeChat\"},{\"id\":\"work\",\"name\":\"Work\"}]}");
  }

  @Test
  void shouldKeepTheStateWithTheBrowserThatBegan() throws Exception {
    STAND_IN.seat(new Visitor("11", "mallory", null, false));
    Browser mallory = browser();
    String back = atProvider(begin(mallory, "github"));
    Browser victim = browser();
    begin(victim, "github"); // has a cookie of its own
    assertInVain(victim.visit(back), 400, "begun in another browser");
    assertInVain(browser().visit(back), 400, "begun in another browser");
    assertEntered(mallory.visit(back), "/"); // which is where it still works
  }

  @Test
  void shouldTakeAStateOnce() throws Exception {
    STAND_IN.seat(new Visitor("12", "once", null, false));
    Browser browser = browser();
    String back = atProvider(begin(browser, "github"));
    assertEntered(browser.visit(back), "/");
    assertInVain(browser.visit(back), 400, "was used already");
    String other = atProvider(begin(browser, "github")).replace("/github/", "/work/");
    assertInVain(browser.visit(other), 400, "begun in another browser");
  }

  /** A provider that was mixed up with another says who it is (RFC 9207). */
  @Test
  void shouldRefuseAnAnswerInTheNameOfAnotherIssuer() throws Exception {
    expectAtWork(
        "iris", Map.of("email", "iris." + engine + "@example.org", "email_verified", true));
    Browser browser = browser();
    String back = atProvider(begin(browser, "work"));
    assertInVain(browser.visit(back + "&iss=https://evil.example"), 400, "not signed in");
    assertInVain(browser.visit(back), 400, "was used already");
    String right = atProvider(begin(browser, "work"));
    assertEntered(browser.visit(right + "&iss=" + OIDC.issuer()), "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?code=1", "?state=1", "?error=access_denied", "?code=1&state=%00"})
  void shouldEndInAPageWhateverComesBack(String query) throws IOException {
    assertInVain(
        browser().visit("/api/auth/providers/github/callback" + query), 400, "not signed in");
  }

  @Test
  void shouldSayThatSomebodyDeclined() throws Exception {
    Browser browser = browser();
    String back = atProvider(begin(browser, "github"));
    String declined = back.replaceFirst("code=[^&]*", "error=access_denied");
    assertInVain(browser.visit(declined), 400, "did not let the provider");
    Browser chinese = browser();
    String refused =
        atProvider(begin(chinese, "github")).replaceFirst("code=[^&]*", "error=server_error");
    assertInVain(chinese.visit(refused), 400, "settings may be wrong");
  }

  @Test
  void shouldNotBeginFromOtherPagesNorByLinks() throws IOException {
    Browser evil = browser().with("https://evil.example", Map.of());
    assertProblem(evil.post("/api/auth/providers/github", "{}"), 403, "csrf-refused");
    assertThat(browser().visit("/api/auth/providers/github").status()).isEqualTo(405);
    Browser elsewhere = Browser.at(http);
    assertProblem(elsewhere.post("/api/auth/providers/github", "{}"), 403, "not-allowed");
  }

  @Test
  void shouldNeverOpenAnAccountByAnAddressAlone() throws Exception {
    String address = "pat." + engine + "@example.org";
    expectAtWork("pat", Map.of("email", address, "email_verified", true));
    Browser owner = browser();
    assertEntered(through(owner, "work"), "/");
    STAND_IN.seat(new Visitor("21", "pat-hub", address, true));
    Browser newcomer = browser();
    assertInVain(through(newcomer, "github"), 409, "There is an account with your address");
    assertThat(newcomer.cookies()).doesNotContainKey("__Host-parley_refresh");
    STAND_IN.seat(new Visitor("21", "pat-hub", address, false));
    Browser unverified = browser();
    assertEntered(through(unverified, "github"), "/");
    assertThat(me(unverified))
        .containsEntry("email", null)
        .doesNotContainEntry("id", me(owner).get("id"));
  }

  @Test
  void shouldLinkAfterSigningInAndOpenTheSameAccountThen() throws Exception {
    String address = "lea." + engine + "@example.org";
    expectAtWork("lea", Map.of("email", address, "email_verified", true));
    Browser browser = browser();
    assertEntered(through(browser, "work"), "/");
    Person lea = person(browser);
    Object id = lea.did("GET", "/api/me").get("id");
    STAND_IN.seat(new Visitor("31", "lea-hub", address, true));
    assertEntered(link(browser, lea, "github"), "/settings");
    assertThat(Person.rows(lea.did("GET", "/api/me/identities"), "identities"))
        .extracting(one -> one.get("provider"), one -> one.get("label"))
        .containsExactly(tuple("work", address), tuple("github", address));
    Browser other = browser();
    assertEntered(through(other, "github"), "/");
    assertThat(me(other)).containsEntry("id", id);
    STAND_IN.seat(new Visitor("32", "second", null, false));
    assertInVain(link(browser, lea, "github"), 409, "linked to another account");
    assertThat(lea.call("DELETE", "/api/me/identities/work").status()).isEqualTo(204);
    assertProblem(lea.call("DELETE", "/api/me/identities/github"), 409, "last-way-in");
    assertProblem(lea.call("DELETE", "/api/me/identities/work"), 404, "not-found");
  }

  private RawHttp.Answer link(Browser browser, Person person, String provider) throws Exception {
    RawHttp.Answer answer =
        browser.post(
            "/api/me/identities/" + provider, "{}", "Authorization: Bearer " + person.token());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return browser.visit(atProvider(URI.create("" + JsonTree.read(answer.body()).get("url"))));
  }

  @Test
  void shouldNotLinkWhatOpensAnotherAccountNorAfterSigningOut() throws Exception {
    STAND_IN.seat(new Visitor("41", "first", null, false));
    assertEntered(through(browser(), "github"), "/");
    STAND_IN.seat(new Visitor("wx41" + engine, "second", null, false));
    Browser browser = browser();
    assertEntered(through(browser, "wechat"), "/");
    Person second = person(browser);
    STAND_IN.seat(new Visitor("41", "first", null, false));
    assertInVain(link(browser, second, "github"), 409, "linked to another account");
    RawHttp.Answer begun =
        browser.post("/api/me/identities/github", "{}", "Authorization: Bearer " + second.token());
    String back = atProvider(URI.create("" + JsonTree.read(begun.body()).get("url")));
    assertThat(browser.post("/api/auth/logout", "{}", browser.csrf()).status()).isEqualTo(204);
    assertInVain(browser.visit(back), 400, "not signed in");
  }

  @Test
  void shouldKnowPeopleOfGithubByTheirNumberSinceNamesChangeHands() throws Exception {
    STAND_IN.seat(new Visitor("61", "gina", null, false));
    Browser before = browser();
    assertEntered(through(before, "github"), "/");
    STAND_IN.seat(new Visitor("61", "gina-renamed", null, false));
    Browser renamed = browser();
    assertEntered(through(renamed, "github"), "/");
    assertThat(me(renamed)).containsEntry("id", me(before).get("id"));
    STAND_IN.seat(new Visitor("62", "gina", null, false));
    Browser other = browser();
    assertEntered(through(other, "github"), "/");
    assertThat(me(other)).doesNotContainEntry("id", me(before).get("id"));
  }

  @Test
  void shouldKnowPeopleOfWechatByTheirUnionidAndNeedNoAddress() throws Exception {
    STAND_IN.seat(new Visitor("union-" + engine, "小明", null, false));
    STAND_IN.openid("openid-a");
    Browser one = browser();
    URI there = begin(one, "wechat");
    assertThat(there.toString())
        .contains("/connect/qrconnect?appid=" + ProviderStandIn.CLIENT + "&redirect_uri=https%3A")
        .contains("&response_type=code&scope=snsapi_login&state=")
        .endsWith("#wechat_redirect");
    assertEntered(one.visit(atProvider(there)), "/");
    assertThat(me(one))
        .containsEntry("display_name", "小明")
        .containsEntry("email", null)
        .containsEntry("has_password", false);
    STAND_IN.openid("openid-b");
    Browser two = browser();
    assertEntered(through(two, "wechat"), "/");
    assertThat(me(two)).containsEntry("id", me(one).get("id"));
    Person person = person(two);
    person.did("POST", "/api/auth/password/change", "new_password", "a first Password of mine");
    assertThat(person.did("GET", "/api/me")).containsEntry("has_password", true);
  }

  @Test
  void shouldAskForTheSecondFactorThoughAProviderVouches() throws Exception {
    STAND_IN.seat(new Visitor("51", "tess", null, false));
    Browser browser = browser();
    assertEntered(through(browser, "github"), "/");
    Person tess = person(browser);
    var app = new AuthenticatorApp("" + tess.did("POST", "/api/me/second-factor").get("secret"));
    tess.did("POST", "/api/me/second-factor/confirm", "code", app.code(0));
    Browser fresh = browser();
    RawHttp.Answer back = through(fresh, "github");
    assertThat(back.header("location")).startsWith("/login#second-factor=");
    assertThat(fresh.cookies()).doesNotContainKey("__Host-parley_refresh");
    String ticket = Objects.requireNonNull(back.header("location")).split("=", 2)[1];
    String wrong = json("ticket", ticket, "code", "000000");
    assertProblem(fresh.post("/api/auth/second-factor", wrong), 403, "wrong-code");
    String right = json("ticket", ticket, "code", app.code(1));
    assertField(browser().post("/api/auth/second-factor", right), "invalid-field", "ticket");
    RawHttp.Answer in = fresh.post("/api/auth/second-factor", right);
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    assertThat(JsonTree.read(in.body())).doesNotContainKey("refresh_token");
    assertThat(me(fresh)).containsEntry("id", tess.did("GET", "/api/me").get("id"));
  }
}
