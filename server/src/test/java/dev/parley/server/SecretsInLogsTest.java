package dev.parley.server;

import static dev.parley.server.Api.PASSWORD;
import static dev.parley.server.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** No password and no token reaches a log, whatever the level. */
class SecretsInLogsTest {
  @TempDir Path folder;

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLoggerName().startsWith("com.icegreen.")) {
        return; // the mail server of this test, which tells what it gets
      }
      all.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
    }
  }

  /** All that is logged until it is closed: of this program, everything. */
  private static final class Listening implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.parley");
    private final Level before = root.getLevel();
    private final Appender<ILoggingEvent> console = root.getAppender("OUT");
    private final Lines lines = new Lines();

    /**
     * Begins.
     *
     * @param others what libraries may say
     */
    Listening(Level others) {
      lines.setContext(root.getLoggerContext());
      lines.start();
      root.detachAppender(console);
      root.addAppender(lines);
      root.setLevel(others);
      ours.setLevel(Level.TRACE);
    }

    void assertSilentOn(String secret) {
      assertThat(secret).isNotBlank();
      assertThat(lines.all).isNotEmpty().noneMatch(line -> line.contains(secret));
    }

    @Override
    public void close() {
      ours.setLevel(null);
      root.setLevel(before);
      root.detachAppender(lines);
      root.addAppender(console);
    }
  }

  @Test
  void shouldWriteNoPasswordAndNoTokenToTheLog() throws Exception {
    try (ParleyServer server =
            ParleyServer.start(
                ServerSettings.of(
                    Map.of("port", 0, "data", folder, "admin-token", BackEnd.ADMIN_TOKEN)));
        var log = new Listening(Level.TRACE)) {
      var http = new RawHttp(server.port());
      RawHttp.Answer made =
          http.post("/api/auth/register", json("username", "anna", "password", PASSWORD));
      assertThat(made.status()).isEqualTo(201);
      Map<String, Object> session = JsonTree.read(made.body());
      String access = "" + session.get("access_token");
      String refresh = "" + session.get("refresh_token");
      http.post("/api/auth/login", json("identifier", "anna", "password", PASSWORD + "!"));
      http.post("/api/auth/login", "{\"password\":\"" + PASSWORD + "\",");
      http.post("/api/auth/register", "{\"password\":[\"" + PASSWORD + "\"]}");
      http.post("/api/auth/refresh", json("refresh_token", refresh));
      http.get("/api/me", "Authorization: Bearer " + access);
      Person key = BackEnd.of(http);
      String hidden = key.token().substring(16);
      BackEnd.bringIn(key, "customer");
      key.call("GET", "/api/me");
      key.call("GET", "/api/admin/keys");
      http.get("/api/server/users", "Authorization: Bearer " + key.token() + "x");
      assertThat(log.lines.all).anyMatch(line -> line.contains("signed in (from key " + key.id()));
      log.assertSilentOn(hidden);
      log.assertSilentOn(BackEnd.ADMIN_TOKEN);
      log.assertSilentOn(PASSWORD);
      log.assertSilentOn(refresh);
      log.assertSilentOn(access);
    }
  }

  @Test
  void shouldWriteNoCodeAndNoSealedLinkToTheLog() throws Exception {
    try (var mails = new Postbox(0);
        var provider = new OidcStandIn()) {
      var settings = new HashMap<>(Postbox.settings(mails.port()));
      settings.put("port", 0);
      settings.put("data", folder);
      settings.put("trusted-proxies", List.of("127.0.0.1"));
      settings.put("media", Map.of("public-url", "https://cdn.example.org"));
      settings.put("sign-in", Map.of("oidc", List.of(provider.settings())));
      try (ParleyServer server = ParleyServer.start(ServerSettings.of(settings));
          // the framework tells whole addresses at finer levels, which no server is run with
          var log = new Listening(Level.INFO)) {
        var http = new RawHttp(server.port());
        for (String secret : signedInElsewhere(http)) {
          log.assertSilentOn(secret);
        }
        for (String secret : mailed(http, mails)) {
          log.assertSilentOn(secret);
        }
        log.assertSilentOn(linked(http));
        log.assertSilentOn(OidcStandIn.SECRET);
      }
    }
  }

  /** What stood in the addresses of a sign-in elsewhere, one that works and one that does not. */
  private static List<String> signedInElsewhere(RawHttp http) throws Exception {
    var secrets = new ArrayList<String>();
    for (boolean good : List.of(true, false)) {
      Browser browser = Browser.behindProxy(http, URI.create("https://chat.example.org"));
      RawHttp.Answer begun = browser.post("/api/auth/providers/work", "{}");
      var there = URI.create("" + JsonTree.read(begun.body()).get("url"));
      try (var outside = HttpClient.newHttpClient()) {
        HttpResponse<Void> sent =
            outside.send(
                HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding());
        URI back = URI.create(sent.headers().firstValue("Location").orElseThrow());
        Map<String, String> query = ProviderStandIn.pairs(back.getRawQuery());
        String code = good ? query.get("code") : "a-code-that-nobody-gave";
        RawHttp.Answer answer =
            browser.visit(back.getPath() + "?code=" + code + "&state=" + query.get("state"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(good ? 303 : 502);
        secrets.add("" + code);
        secrets.add("" + query.get("state"));
      }
    }
    return secrets;
  }

  /** The secrets of mails that were used, and used again. */
  private static List<String> mailed(RawHttp http, Postbox mails) throws Exception {
    String email = "anna@example.org";
    http.post("/api/auth/register", json("username", "anna", "password", PASSWORD, "email", email));
    String verify = mails.await(email, 1).token();
    for (int status : List.of(204, 400)) {
      assertThat(http.post("/api/auth/email/verify", json("token", verify)).status())
          .isEqualTo(status);
    }
    http.post("/api/auth/password/forgot", json("identifier", "anna"));
    String reset = mails.await(email, 2).token();
    String changed = json("token", reset, "new_password", "eight blue Ladders");
    for (int status : List.of(204, 400)) {
      assertThat(http.post("/api/auth/password/reset", changed).status()).isEqualTo(status);
    }
    return List.of(verify, reset, "eight blue Ladders");
  }

  /** The seal of a link to a file, which was fetched by it. */
  private static String linked(RawHttp http) throws Exception {
    Person ben = Person.register(http, "ben");
    try (var files = new MediaHttp(http.port())) {
      String path = "/media/" + files.upload(ben, "a", new byte[] {1, 2, 3}).get("id");
      URI link = URI.create(MediaHttp.header(files.get(ben, path), "location"));
      for (String suffix : List.of("", "x")) {
        files.send("GET", link.getRawPath() + "?" + link.getRawQuery() + suffix, new byte[0]);
      }
      return link.getRawQuery().substring("link=".length());
    }
  }
}
