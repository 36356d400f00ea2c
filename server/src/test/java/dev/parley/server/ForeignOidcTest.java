package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Signing in through an OpenID Connect provider that others wrote and had certified, in a process
 * of its own. Its people sign in and consent on its own pages.
 */
@Timeout(60)
class ForeignOidcTest {
  private static final URI HOME = URI.create("https://chat.example.org");
  private static final String CALLBACK = "/api/auth/providers/work/callback";
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\" method=\"post\"");
  private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"([a-z]+)\"");
  private static final int MOST_STEPS = 12;

  private static Process provider;
  private static ServerFixture place;

  @BeforeAll
  static void start() throws IOException {
    var builder =
        new ProcessBuilder("node", "oidc-server.mjs")
            .directory(Path.of("..", "web", "app", "browser").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(
            Map.of(
                "CLIENT_ID", "parley",
                "CLIENT_SECRET", "a secret: of ours",
                "REDIRECT_URI", HOME + CALLBACK));
    provider = builder.start();
    String said =
        new BufferedReader(new InputStreamReader(provider.getInputStream(), UTF_8)).readLine();
    assertThat(said).startsWith("issuer ");
    place =
        ServerFixture.on(
            Engine.SQLITE,
            Map.of(
                "public-url",
                HOME.toString(),
                "trusted-proxies",
                List.of("127.0.0.1"),
                "sign-in",
                Map.of(
                    "oidc",
                    List.of(
                        Map.of(
                            "id", "work",
                            "name", "Work",
                            "issuer", said.substring("issuer ".length()),
                            "client-id", "parley",
                            "client-secret", "a secret: of ours")))));
  }

  @AfterAll
  static void stop() {
    place.close();
    provider.destroy();
  }

  /** Somebody at a browser, as the provider's pages see them. */
  private static final class Visitor implements AutoCloseable {
    private final HttpClient http =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String name;

    Visitor(String name) {
      this.name = name;
    }

    /** Signs in and consents; where the provider sends the browser back to, on our side. */
    String goes(URI there) throws Exception {
      return follow(there, false);
    }

    /** Says no instead. */
    String declines(URI there) throws Exception {
      return follow(there, true);
    }

    private String follow(URI there, boolean refuses) throws Exception {
      HttpRequest next = HttpRequest.newBuilder(there).build();
      for (int step = 0; step < MOST_STEPS; step++) {
        HttpResponse<String> answer = http.send(next, HttpResponse.BodyHandlers.ofString());
        URI at = answer.request().uri();
        if (answer.statusCode() / 100 == 3) {
          URI to = at.resolve(answer.headers().firstValue("Location").orElseThrow());
          if (to.toString().startsWith(HOME.toString())) {
            return to.toString().substring(HOME.toString().length());
          }
          next = HttpRequest.newBuilder(to).build();
        } else {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          next = refuses ? HttpRequest.newBuilder(URI.create(at + "/abort")).build() : form(answer);
        }
      }
      throw new AssertionError("the provider led nowhere");
    }

    private HttpRequest form(HttpResponse<String> page) {
      String fields =
          "prompt=%s&login=%s&password=any"
              .formatted(found(PROMPT, page.body()), URLEncoder.encode(name, UTF_8));
      return HttpRequest.newBuilder(URI.create(found(FORM, page.body())))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(fields))
          .build();
    }

    private static String found(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    }

    @Override
    public void close() {
      http.close();
    }
  }

  private static URI begin(Browser browser) throws IOException {
    RawHttp.Answer answer = browser.post("/api/auth/providers/work", "{\"device\":\"Lap\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return URI.create("" + JsonTree.read(answer.body()).get("url"));
  }

  private static Map<String, Object> me(Browser browser) throws IOException {
    RawHttp.Answer renewed = browser.post("/api/auth/refresh", "{}", browser.csrf());
    assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
    String token = "" + JsonTree.read(renewed.body()).get("access_token");
    return new Person(browser.http(), "somebody", "", token).did("GET", "/api/me");
  }

  @Test
  void shouldMakeAnAccountAtTheFirstSignInAndFindItAtTheSecond() throws Exception {
    Object first;
    try (var olga = new Visitor("olga")) {
      Browser browser = Browser.behindProxy(place.http(), HOME);
      URI there = begin(browser);
      assertThat(there.getQuery())
          .contains("code_challenge=", "code_challenge_method=S256", "state=", "nonce=");
      RawHttp.Answer back = browser.visit(olga.goes(there));
      assertThat(back.status()).as(back.body()).isEqualTo(303);
      assertThat(back.header("location")).isEqualTo("/");
      Map<String, Object> me = me(browser);
      assertThat(me)
          .containsEntry("display_name", "The olga")
          .containsEntry("email", "olga@work.example")
          .containsEntry("email_verified", true)
          .containsEntry("locale", "zh-CN");
      first = Objects.requireNonNull(me.get("id"));
    }
    try (var again = new Visitor("olga");
        var other = new Visitor("nina")) {
      Browser browser = Browser.behindProxy(place.http(), HOME);
      assertThat(browser.visit(again.goes(begin(browser))).status()).isEqualTo(303);
      assertThat(me(browser)).containsEntry("id", first);
      Browser others = Browser.behindProxy(place.http(), HOME);
      assertThat(others.visit(other.goes(begin(others))).status()).isEqualTo(303);
      assertThat(me(others)).doesNotContainEntry("id", first);
    }
  }

  @Test
  void shouldEndInAPageWhereSomebodyDeclines() throws Exception {
    try (var visitor = new Visitor("eve")) {
      Browser browser = Browser.behindProxy(place.http(), HOME);
      RawHttp.Answer back = browser.visit(visitor.declines(begin(browser)));
      assertThat(back.status()).isEqualTo(400);
      assertThat(back.body()).contains("did not let the provider");
      assertThat(back.header("set-cookie")).isEmpty();
    }
  }

  @Test
  void shouldGetNothingForTheCodeOfAnotherAttempt() throws Exception {
    try (var visitor = new Visitor("rita")) {
      Browser browser = Browser.behindProxy(place.http(), HOME);
      String stolen = visitor.goes(begin(browser));
      Browser thief = Browser.behindProxy(place.http(), HOME);
      String own = visitor.goes(begin(thief));
      // the thief's state with the other's code: the provider asks for the verifier of that
      String mixed = own.replaceFirst("code=[^&]*", "code=" + code(stolen));
      RawHttp.Answer refused = thief.visit(mixed);
      assertThat(refused.status()).as(refused.body()).isEqualTo(502);
      assertThat(refused.header("set-cookie")).isEmpty();
    }
  }

  private static String code(String back) {
    Matcher code = Pattern.compile("code=([^&]*)").matcher(back);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
