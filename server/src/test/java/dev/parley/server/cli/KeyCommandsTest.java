package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ParleyServer;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** API keys from the command line, on the store and through a running server. */
@Timeout(180)
class KeyCommandsTest {
  @TempDir Path folder;

  @Test
  void shouldAnswerTheSameWithAndWithoutAServer() throws Exception {
    Commands.Outcome made = parley("key create --name Shop --scope users:read,users:write");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).containsPattern("(?s)Made key \\d+ \\(Shop\\).*Secret  plk_\\w{50}\\n");
    String secret = made.out().strip().replaceFirst("(?s).* ", "");
    String list = parley("key list").out();
    assertThat(list)
        .containsPattern("\\d+ +Shop +plk_\\w{12} +never +users:read,users:write")
        .doesNotContain(secret.substring(16));

    try (ParleyServer server =
        ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"))))) {
      assertThat(parley("key list").out()).isEqualTo(list);
      assertThat(users(server, secret)).isEqualTo(200);
      String id = id();
      Map<String, Object> rotated =
          JsonTree.read(parley("key rotate " + id + " --grace 24h --json").out());
      String next = String.valueOf(rotated.get("secret"));
      assertThat(users(server, secret)).isEqualTo(200);
      assertThat(users(server, next)).isEqualTo(200);
      assertThat(parley("key revoke " + id).out()).isEqualTo("Revoked key " + id + ".\n");
      assertThat(users(server, secret)).isEqualTo(401);
      assertThat(users(server, next)).isEqualTo(401);
      assertThat(parley("key revoke " + id).err()).isEqualTo("parley: there is no such key\n");
      assertThat(parley("key create --name x --scope all").err())
          .startsWith("parley: expected some of users:read, users:write");
    }
    assertThat(parley("key create --name x --scope all").err())
        .startsWith("parley: scopes: expected some of users:read, users:write");
    assertThat(parley("key rotate 1 --grace soon").err()).contains("--grace: expected a time");
    assertThat(parley("key revoke 1").err()).isEqualTo("parley: there is no such key\n");
  }

  private String id() throws Exception {
    Map<String, Object> tree = JsonTree.read(parley("key list --json").out());
    List<?> keys = (List<?>) Objects.requireNonNull(tree.get("keys"));
    return String.valueOf(((Map<?, ?>) keys.getFirst()).get("id"));
  }

  private static int users(ParleyServer server, String secret) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.address() + "/api/server/users"))
                  .header("Authorization", "Bearer " + secret)
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  private Commands.Outcome parley(String line) {
    return new Commands(folder, Map.of()).runHere(line.split(" ", -1));
  }
}
