package dev.parley.server;

import static dev.parley.server.Api.PASSWORD;
import static dev.parley.server.Api.assertProblem;
import static dev.parley.server.Api.bearer;
import static dev.parley.server.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers: sessions in cookies, and whom these are not given to. */
class BrowserSessionsTest {
  private static final ServerFixture PLACE =
      ServerFixture.on(
          Engine.SQLITE, Map.of("cors", Map.of("allowed-origins", List.of("https://app.example"))));

  private static final RawHttp HTTP = PLACE.http();

  @AfterAll
  static void stop() {
    PLACE.close();
  }

  private static String cookieMode(String username) {
    return json(
        "username", username, "identifier", username, "password", PASSWORD, "mode", "cookie");
  }

  @Test
  void shouldKeepTheRefreshTokenOfBrowsersOutOfReachOfScripts() throws IOException {
    Browser browser = Browser.at(HTTP);
    RawHttp.Answer answer = browser.post("/api/auth/register", cookieMode("wanda"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).contains("access_token").doesNotContain("refresh_token");
    assertThat(answer.header("set-cookie").split("\n", -1))
        .hasSize(2)
        .anySatisfy(set ->
            assertThat(set)
                .startsWith("parley_refresh=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Strict")
                .containsIgnoringCase("Path=/")
                .containsIgnoringCase("Max-Age="))
        .anySatisfy(set ->
            assertThat(set).startsWith("parley_csrf=").doesNotContainIgnoringCase("HttpOnly"));
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
    assertThat(renewed.body()).doesNotContain("refresh_token");
    RawHttp.Answer out = browser.post("/api/auth/logout", "{}", browser.csrf());
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("set-cookie")).contains("parley_refresh=;");
    assertProblem(HTTP.get("/api/me", bearer(JsonTree.read(renewed.body()))), 401, "session-ended");
  }

  @Test
  void shouldUseHostCookiesWhereTheProxySpeaksTls() throws IOException {
    try (var proxied =
        ServerFixture.on(Engine.SQLITE, Map.of("trusted-proxies", List.of("127.0.0.1")))) {
      RawHttp http = proxied.http();
      RawHttp.Answer answer =
          http.post(
              "/api/auth/register",
              cookieMode("xenia"),
              "Host: chat.example.org",
              "Origin: https://chat.example.org",
              "X-Forwarded-For: 198.51.100.7",
              "X-Forwarded-Proto: https");
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
      assertThat(answer.header("set-cookie").split("\n", -1))
          .allSatisfy(set ->
              assertThat(set)
                  .startsWith("__Host-parley_")
                  .containsIgnoringCase("Secure")
                  .containsIgnoringCase("Path=/")
                  .doesNotContainIgnoringCase("Domain"));
      assertThat(http.get("/api/sessions", bearer(JsonTree.read(answer.body()))).body())
          .contains("198.51.100.0/24");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", ""})
  void shouldNotGiveCookiesToPagesOfOtherOrigins(String origin) throws IOException {
    RawHttp.Answer answer =
        origin.isEmpty()
            ? HTTP.post("/api/auth/login", cookieMode("yves"))
            : HTTP.post("/api/auth/login", cookieMode("yves"), "Origin: " + origin);
    assertProblem(answer, 403, "csrf-refused");
    assertThat(answer.header("set-cookie")).isEmpty();
  }

  @Test
  void shouldTakeCookiesOnlyWithOriginAndMatchingToken() throws IOException {
    Browser browser = Browser.at(HTTP);
    browser.post("/api/auth/register", cookieMode("zelda"));
    String right = browser.csrf();
    for (String path : List.of("/api/auth/refresh", "/api/auth/logout")) {
      assertProblem(browser.post(path, "{}"), 403, "csrf-refused");
      assertProblem(browser.post(path, "{}", "X-CSRF-Token: x"), 403, "csrf-refused");
      for (String origin : List.of("https://evil.example", "null")) {
        assertProblem(
            browser.with(origin, browser.cookies()).post(path, "{}", right), 403, "csrf-refused");
      }
      var planted = new HashMap<>(browser.cookies());
      planted.put("parley_csrf", "planted");
      assertProblem(
          browser.with(browser.origin(), planted).post(path, "{}", "X-CSRF-Token: planted"),
          403,
          "csrf-refused");
      assertProblem(
          HTTP.post(
              path, "{}", "Cookie: parley_refresh=" + browser.cookies().get("parley_refresh")),
          403,
          "csrf-refused");
      assertProblem(HTTP.post(path, "{}"), 401, "unauthenticated");
    }
    assertThat(browser.post("/api/auth/refresh", "{}", right).status()).isEqualTo(200);
  }

  @Test
  void shouldTakeCookiesFromAllowedOrigins() throws IOException {
    var browser = Browser.at(HTTP).with("https://app.example", Map.of());
    RawHttp.Answer made = browser.post("/api/auth/register", cookieMode("zoe"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("access-control-allow-origin")).isEqualTo("https://app.example");
    assertThat(made.header("access-control-allow-credentials")).isEqualTo("true");
    assertThat(browser.post("/api/auth/refresh", "{}", browser.csrf()).status()).isEqualTo(200);
  }

  @Test
  void shouldGiveTwoTabsTheSameSuccessor() throws IOException {
    Browser one = Browser.at(HTTP);
    one.post("/api/auth/register", cookieMode("zita"));
    var two = one.with(one.origin(), one.cookies());
    assertThat(one.post("/api/auth/refresh", "{}", one.csrf()).status()).isEqualTo(200);
    assertThat(two.post("/api/auth/refresh", "{}", two.csrf()).status()).isEqualTo(200);
    assertThat(two.cookies()).isEqualTo(one.cookies());
  }
}
