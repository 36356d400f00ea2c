package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts from the command line, on the store and through a running server. */
@Timeout(180)
class UserCommandsTest {
  @TempDir Path folder;

  @Test
  void shouldAnswerTheSameWithAndWithoutAServer() throws Exception {
    Commands.Outcome made = parley("user create anna --name Anna --email anna@example.org");
    assertThat(made.code()).as(made.err()).isZero();
    String password = find("Password +(\\S{20})", made.out());
    String list = parley("user list").out();
    assertThat(list).containsPattern("\\d+ +anna +enabled +never +Anna");
    assertThat(parley("user create Anna").err())
        .isEqualTo("parley: username: this name is taken\n");

    try (ParleyServer server = start()) {
      assertThat(parley("user list").out()).isEqualTo(list);
      assertThat(parley("user create Anna").err()).isEqualTo("parley: this name is taken\n");
      assertThat(parley("user create x").code()).isEqualTo(1);
      assertThat(parley("user disable nobody").err())
          .isEqualTo("parley: there is no such account\n");
      assertThat(parley("user reset-link parley").err()).contains("nobody signs in as the server");

      String token = find("\"access_token\":\"([^\"]+)\"", login(server, password).body());
      assertThat(me(server, token)).isEqualTo(200);
      assertThat(parley("user disable anna").out()).isEqualTo("Disabled user anna.\n");
      assertThat(me(server, token)).isEqualTo(401);
      assertThat(login(server, password).statusCode()).isEqualTo(403);
      assertThat(parley("user enable anna --json").out()).contains("\"enabled\" : true");
      assertThat(login(server, password).statusCode()).isEqualTo(200);

      String link = parley("user reset-link anna").out().strip();
      assertThat(link).startsWith(server.address() + "/reset-password#token=");
      HttpResponse<String> reset =
          post(
              server,
              "/api/auth/password/reset",
              "{\"token\":\"%s\",\"new_password\":\"nine brown Windows\"}"
                  .formatted(link.replaceFirst(".*token=", "")));
      assertThat(reset.statusCode()).as(reset.body()).isEqualTo(204);
      assertThat(login(server, password).statusCode()).isEqualTo(401);
      assertThat(login(server, "nine brown Windows").statusCode()).isEqualTo(200);
    }
    assertThat(parley("user disable anna").out()).isEqualTo("Disabled user anna.\n");
    assertThat(parley("user list").out()).containsPattern("anna +disabled");
  }

  private ParleyServer start() {
    return ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"))));
  }

  private static HttpResponse<String> login(ParleyServer server, String password) throws Exception {
    return post(
        server,
        "/api/auth/login",
        "{\"identifier\":\"anna\",\"password\":\"%s\"}".formatted(password));
  }

  private static HttpResponse<String> post(ParleyServer server, String path, String json)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static int me(ParleyServer server, String token) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.address() + "/api/me"))
            .header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private Commands.Outcome parley(String line) {
    return new Commands(folder, Map.of()).runHere(line.split(" ", -1));
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
