package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators tell the server to say, and its keys, on the store and through a server. */
@Timeout(180)
class ServerCommandsTest {
  @TempDir Path folder;

  @Test
  void shouldAnnounceThroughARunningServerAndKeepItForTheNextStartWithoutOne() throws Exception {
    String password = find("Password +(\\S{20})", parley("user", "create", "anna").out());
    assertThat(parley("user", "create", "ben").code()).isZero();
    assertThat(parley("announce", "We moved.").out())
        .matches("Announcement \\d+: 2 accounts, to be sent once the server starts.\n");
    assertThat(parley("announce", "Hello", "--to", "carl").err())
        .isEqualTo("parley: to: nobody is called carl\n");
    try (ParleyServer server = start()) {
      String token = token(server, password);
      await().untilAsserted(() -> assertThat(list(server, token)).contains("We moved."));
      assertThat(parley("announce", "Hello", "--to", "anna", "--locale", "zh-CN=你好").out())
          .matches("Announcement \\d+: 1 accounts, 1 sent.\n");
      assertThat(list(server, token)).contains("Hello").contains("\"unread\":2");
      assertThat(parley("announce", "Hello", "--to", "carl").err())
          .isEqualTo("parley: nobody is called carl\n");
      assertThat(parley("announce", "Hello", "--to", "ben", "--json").out())
          .contains("\"audience\" : \"some\"", "\"sent\" : 1");
      assertThat(parley("announce").code()).isEqualTo(2);
    }
  }

  @Test
  void shouldMakeNewKeysWithoutSigningAnybodyOut() throws Exception {
    String password = find("Password +(\\S{20})", parley("user", "create", "anna").out());
    String made =
        "(New key for (access-token|refresh-token|sync-cursor|media-link): [0-9a-f]{12}\n){4}";
    assertThat(parley("signing-keys", "rotate").out()).matches(made);
    try (ParleyServer server = start()) {
      String before = token(server, password);
      assertThat(parley("signing-keys", "rotate").out()).matches(made);
      String one = parley("signing-keys", "rotate", "--purpose", "access-token", "--json").out();
      String name = find("\"key_id\" : \"([0-9a-f]{12})\"", one);
      assertThat(list(server, before)).contains("conversations");
      String after = token(server, password);
      assertThat(new String(Base64.getUrlDecoder().decode(after.split("\\.", 2)[0]), UTF_8))
          .contains(name);
      assertThat(list(server, after)).contains("conversations");
      assertThat(parley("signing-keys", "rotate", "--purpose", "realtime").err())
          .isEqualTo(
              "parley: purpose: expected access-token, refresh-token, sync-cursor or media-link\n");
    }
  }

  private ParleyServer start() {
    return ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"))));
  }

  private static String token(ParleyServer server, String password) throws Exception {
    String answer =
        send(
            HttpRequest.newBuilder(URI.create(server.address() + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"identifier\":\"anna\",\"password\":\"%s\"}".formatted(password))));
    return find("\"access_token\":\"([^\"]+)\"", answer);
  }

  private static String list(ParleyServer server, String token) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.address() + "/api/conversations"))
            .header("Authorization", "Bearer " + token));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  private Commands.Outcome parley(String... arguments) {
    return new Commands(folder, Map.of()).runHere(arguments);
  }

  private static String find(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
