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
import java.nio.file.Path;
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
      all.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
    }
  }

  @Test
  void shouldWriteNoPasswordAndNoTokenToTheLog() throws Exception {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    Appender<ILoggingEvent> console = root.getAppender("OUT");
    var lines = new Lines();
    lines.setContext(root.getLoggerContext());
    lines.start();
    try (ParleyServer server =
        ParleyServer.start(
            ServerSettings.of(
                Map.of("port", 0, "data", folder, "admin-token", BackEnd.ADMIN_TOKEN)))) {
      root.detachAppender(console);
      root.addAppender(lines);
      root.setLevel(Level.TRACE);
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
      assertThat(lines.all).anyMatch(line -> line.contains("signed in (from key " + key.id()));
      assertThat(lines.all).noneMatch(line -> line.contains(hidden));
      assertThat(lines.all).noneMatch(line -> line.contains(BackEnd.ADMIN_TOKEN));
      assertThat(lines.all).isNotEmpty();
      assertThat(lines.all).noneMatch(line -> line.contains(PASSWORD));
      assertThat(lines.all).noneMatch(line -> line.contains(refresh));
      assertThat(lines.all).noneMatch(line -> line.contains(access));
    } finally {
      root.setLevel(before);
      root.detachAppender(lines);
      root.addAppender(console);
    }
  }
}
