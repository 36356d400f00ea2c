package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messenger's webhooks from the command line, on the store and through a running server. */
@Timeout(60)
class WebhookCommandsTest {
  private static final String TOLD = "https://example.org/hooks";

  @TempDir Path folder;

  @Test
  void shouldAnswerTheSameWithAndWithoutAServer() {
    assertThat(parley("webhook create " + TOLD + "?t=hush --events user_created").out())
        .isEqualTo("Made webhook 1.\n");
    String list = parley("webhook list").out();
    assertThat(list)
        .containsPattern("1 +" + TOLD + "\\?<hidden> +user_created")
        .doesNotContain("hush");
    String secret = parley("webhook secret").out();
    assertThat(secret).containsPattern("Key +[0-9a-f]{20}\\nSecret +\\S{44}\\nSigns from +2");

    try (ParleyServer server =
        ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"))))) {
      assertThat(server.port()).isPositive();
      assertThat(parley("webhook list").out()).isEqualTo(list);
      assertThat(parley("webhook secret").out()).isEqualTo(secret);
      assertThat(parley("webhook create " + TOLD + " --header Authorization=hush").out())
          .isEqualTo("Made webhook 2.\n");
      assertThat(parley("webhook list --json").out())
          .contains("Authorization", "message_created")
          .doesNotContain("hush", "receipt_moved");
      String next = parley("webhook rotate --in 1h").out();
      assertThat(parley("webhook secret").out()).isEqualTo(secret + next);
      assertThat(parley("webhook create ftp://x").err()).startsWith("parley: expected http://HOST");
      assertThat(parley("webhook delete 1").out()).isEqualTo("Deleted webhook 1.\n");
      assertThat(parley("webhook delete 1").err()).isEqualTo("parley: there is no such webhook\n");
    }
    assertThat(parley("webhook create " + TOLD).err())
        .isEqualTo("parley: url: there is a webhook of this URL already\n");
    assertThat(parley("webhook delete 2").code()).isZero();
    String last = parley("webhook rotate --in 0m").out();
    assertThat(parley("webhook secret").out()).isEqualTo(last);
    assertThat(parley("webhook rotate --in soon").err()).contains("--in: expected a time");
  }

  private Commands.Outcome parley(String line) {
    return new Commands(folder, Map.of()).runHere(line.split(" ", -1));
  }
}
