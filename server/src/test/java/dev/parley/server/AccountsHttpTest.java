package dev.parley.server;

import static dev.parley.server.Api.PASSWORD;
import static dev.parley.server.Api.assertProblem;
import static dev.parley.server.Api.bearer;
import static dev.parley.server.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and sessions over the wire. Each test has people of its own. */
class AccountsHttpTest {
  private static final ServerFixture PLACE =
      ServerFixture.on(
          Engine.SQLITE, Map.of("cors", Map.of("allowed-origins", List.of("https://app.example"))));

  private static final RawHttp HTTP = PLACE.http();

  @AfterAll
  static void stop() {
    PLACE.close();
  }

  private static String credentials(String username) {
    return json("username", username, "identifier", username, "password", PASSWORD);
  }

  private static Map<String, Object> register(String username) throws IOException {
    RawHttp.Answer answer =
        HTTP.post("/api/auth/register", json("username", username, "password", PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return JsonTree.read(answer.body());
  }

  private static Map<String, Object> login(String username) throws IOException {
    RawHttp.Answer answer =
        HTTP.post("/api/auth/login", json("identifier", username, "password", PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JsonTree.read(answer.body());
  }

  private static void assertField(RawHttp.Answer answer, String code, String field) {
    assertProblem(answer, 400, code);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void shouldRegisterAndTellWhoIAm() throws IOException {
    Map<String, Object> session = register("Ann.1");
    RawHttp.Answer me = HTTP.get("/api/me", bearer(session));
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.header("cache-control")).isEqualTo("private, no-store");
    assertThat(JsonTree.read(me.body()))
        .isEqualTo(session.get("user"))
        .containsEntry("username", "Ann.1")
        .containsEntry("display_name", "Ann.1")
        .containsEntry("email", null)
        .containsEntry("email_verified", false)
        .hasEntrySatisfying("id", id -> assertThat(id).isInstanceOf(String.class))
        .hasEntrySatisfying(
            "created_at", at -> assertThat("" + at).matches("20\\d\\d-.*T.*\\.\\d{3}Z"))
        .doesNotContainKeys("password", "password_hash", "status");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /api/me",
    "PATCH, /api/me",
    "DELETE, /api/me",
    "GET, /api/sessions",
    "DELETE, /api/sessions",
    "DELETE, /api/sessions/5",
    "GET, /api/users?q=ann",
    "GET, /api/users/5",
    "POST, /api/auth/password/change"
  })
  void shouldRefuseWhoeverShowsNoValidToken(String method, String path) throws IOException {
    for (String token :
        List.of("X-Nothing: 1", "Authorization: Bearer x.y.z", "Authorization: Basic QTpC")) {
      RawHttp.Answer answer =
          method.equals("GET") || method.equals("DELETE")
              ? HTTP.send(method, path, "", token)
              : HTTP.send(method, path, "{}", token, "Content-Type: application/json");
      assertProblem(answer, 401, "unauthenticated");
      assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void shouldNameTheFieldThatCannotBeUsed() throws IOException {
    assertField(HTTP.post("/api/auth/register", "{}"), "invalid-field", "username");
    assertField(
        HTTP.post("/api/auth/register", json("username", "short", "password", "1234567")),
        "invalid-field",
        "password");
    assertField(
        HTTP.post("/api/auth/register", json("username", "short", "password", "password1")),
        "weak-password",
        "password");
    assertField(
        HTTP.post("/api/auth/register", json("username", "x".repeat(33), "password", PASSWORD)),
        "field-too-long",
        "username");
    assertField(
        HTTP.post(
            "/api/auth/register",
            json("username", "short", "password", PASSWORD, "email", "not an address")),
        "invalid-field",
        "email");
    assertField(
        HTTP.post(
            "/api/auth/register", json("username", "short", "password", PASSWORD, "mode", "x")),
        "invalid-field",
        "mode");
    assertField(
        HTTP.post(
            "/api/auth/login",
            json("identifier", "short", "password", PASSWORD, "device_id", "-1")),
        "invalid-field",
        "device_id");
    assertField(
        HTTP.post("/api/auth/password/reset", json("token", "x", "new_password", PASSWORD)),
        "invalid-field",
        "token");
    assertProblem(HTTP.post("/api/auth/login", "[1]"), 400, "bad-json");
  }

  @Test
  void shouldRefuseANameThatIsTaken() throws IOException {
    register("Twice");
    RawHttp.Answer answer = HTTP.post("/api/auth/register", credentials("tWICE"));
    assertProblem(answer, 409, "username-taken");
    assertThat(answer.body()).contains("\"field\":\"username\"");
  }

  @Test
  void shouldAnswerAlikeToUnknownNamesAndWrongPasswords() throws IOException {
    register("known");
    RawHttp.Answer wrong =
        HTTP.post("/api/auth/login", json("identifier", "known", "password", "wrong"));
    RawHttp.Answer unknown =
        HTTP.post("/api/auth/login", json("identifier", "unknown", "password", "wrong"));
    assertProblem(wrong, 401, "wrong-credentials");
    assertThat(unknown.status()).isEqualTo(wrong.status());
    assertThat(unknown.body()).isEqualTo(wrong.body());
    for (String who : List.of("known", "unknown")) {
      RawHttp.Answer answer = HTTP.post("/api/auth/password/forgot", json("identifier", who));
      assertProblem(answer, 409, "mail-off");
    }
  }

  @Test
  void shouldChangeMyProfileAndShowOthersOnlyWhatIsPublic() throws IOException {
    Map<String, Object> session = register("paul");
    RawHttp.Answer changed =
        HTTP.send(
            "PATCH",
            "/api/me",
            json(
                "display_name", "Paul 你好",
                "signature", "gone fishing",
                "email", "paul@example.org",
                "locale", "zh-CN"),
            bearer(session),
            "Content-Type: application/json");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(JsonTree.read(changed.body())).containsEntry("email", "paul@example.org");
    Map<String, Object> other = register("quentin");
    RawHttp.Answer found = HTTP.get("/api/users?q=@PAUL", bearer(other));
    assertThat(found.body())
        .contains("\"display_name\":\"Paul 你好\"", "\"signature\":\"gone fishing\"")
        .doesNotContain("example.org", "locale", "password", "email");
    String id = find("\"id\":\"(\\d+)\"", found.body());
    RawHttp.Answer shown = HTTP.get("/api/users/" + id, bearer(other));
    assertThat(found.body()).isEqualTo("{\"users\":[" + shown.body() + "]}");
    assertProblem(HTTP.get("/api/users/99", bearer(other)), 404, "not-found");
    assertProblem(HTTP.get("/api/users/x", bearer(other)), 404, "not-found");
    assertField(HTTP.get("/api/users", bearer(other)), "invalid-field", "q");
    assertField(HTTP.get("/api/users?q=a&limit=201", bearer(other)), "invalid-field", "limit");
    assertField(
        HTTP.send(
            "PATCH",
            "/api/me",
            json("avatar_id", "x"),
            bearer(session),
            "Content-Type: application/json"),
        "invalid-field",
        "avatar_id");
  }

  @Test
  void shouldRotateRefreshTokensAndEndTheSessionOnReuse() throws IOException {
    Map<String, Object> first = register("rosa");
    Map<String, Object> second = refresh(first);
    assertThat(refresh(first).get("refresh_token")).isEqualTo(second.get("refresh_token"));
    assertThat(HTTP.get("/api/me", bearer(second)).status()).isEqualTo(200);
    RawHttp.Answer reused =
        HTTP.post("/api/auth/refresh", json("refresh_token", "" + first.get("refresh_token")));
    assertProblem(reused, 401, "session-ended");
    assertProblem(HTTP.get("/api/me", bearer(second)), 401, "session-ended");
  }

  private static Map<String, Object> refresh(Map<String, Object> session) throws IOException {
    RawHttp.Answer answer =
        HTTP.post("/api/auth/refresh", json("refresh_token", "" + session.get("refresh_token")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JsonTree.read(answer.body());
  }

  @Test
  void shouldListSessionsAndSignOneOutRemotely() throws IOException {
    Map<String, Object> laptop = register("sofia");
    Map<String, Object> phone = login("sofia");
    String list = HTTP.get("/api/sessions", bearer(laptop)).body();
    assertThat(list)
        .contains("\"id\":\"" + laptop.get("session_id"), "\"id\":\"" + phone.get("session_id"))
        .contains("\"network\":\"127.0.0.0/24\"")
        .containsOnlyOnce("\"current\":true");
    RawHttp.Answer ended =
        HTTP.send("DELETE", "/api/sessions/" + phone.get("session_id"), "", bearer(laptop));
    assertThat(ended.status()).isEqualTo(204);
    assertProblem(HTTP.get("/api/me", bearer(phone)), 401, "session-ended");
    assertThat(HTTP.get("/api/me", bearer(laptop)).status()).isEqualTo(200);
    assertProblem(
        HTTP.send("DELETE", "/api/sessions/" + phone.get("session_id"), "", bearer(laptop)),
        404,
        "not-found");
    Map<String, Object> tablet = login("sofia");
    HTTP.send("DELETE", "/api/sessions?others=true", "", bearer(tablet));
    assertProblem(HTTP.get("/api/me", bearer(laptop)), 401, "session-ended");
    HTTP.send("DELETE", "/api/sessions", "", bearer(tablet));
    assertProblem(HTTP.get("/api/me", bearer(tablet)), 401, "session-ended");
  }

  @Test
  void shouldChangeThePasswordAndEndOtherSessions() throws IOException {
    Map<String, Object> here = register("tessa");
    Map<String, Object> there = login("tessa");
    RawHttp.Answer wrong =
        HTTP.post(
            "/api/auth/password/change",
            json("current_password", "wrong", "new_password", "nine brown Windows"),
            bearer(here));
    assertProblem(wrong, 403, "wrong-password");
    RawHttp.Answer changed =
        HTTP.post(
            "/api/auth/password/change",
            json("current_password", PASSWORD, "new_password", "nine brown Windows"),
            bearer(here));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(HTTP.get("/api/me", bearer(here)).status()).isEqualTo(200);
    assertProblem(HTTP.get("/api/me", bearer(there)), 401, "session-ended");
  }

  @Test
  void shouldDeleteMyAccountWithMyPasswordOnly() throws IOException {
    Map<String, Object> session = register("ursula");
    String id = "" + session.get("session_id");
    assertProblem(HTTP.send("DELETE", "/api/me", "", bearer(session)), 403, "wrong-password");
    RawHttp.Answer gone =
        HTTP.send(
            "DELETE",
            "/api/me",
            json("password", PASSWORD),
            bearer(session),
            "Content-Type: application/json");
    assertThat(gone.status()).as(id).isEqualTo(204);
    assertProblem(HTTP.get("/api/me", bearer(session)), 401, "session-ended");
    assertProblem(HTTP.post("/api/auth/login", credentials("ursula")), 401, "wrong-credentials");
  }

  @Test
  void shouldSlowDownWhoeverKeepsFailing() throws IOException {
    register("victor");
    String body = json("identifier", "victor", "password", "no");
    for (int i = 0; i < 5; i++) {
      assertProblem(HTTP.post("/api/auth/login", body), 401, "wrong-credentials");
    }
    RawHttp.Answer answer = HTTP.post("/api/auth/login", body);
    assertProblem(answer, 429, "rate-limited");
    assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
