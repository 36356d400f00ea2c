package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server's rule from the command line, on the store and through a running server. */
@Timeout(180)
class RetentionCommandTest {
  private final Path folder;
  private final Commands commands;

  RetentionCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.commands = new Commands(folder, Map.of("PARLEY_RETENTION", "30d"));
  }

  private String parley(String... arguments) throws Exception {
    Commands.Outcome outcome = commands.run(arguments);
    return outcome.out() + outcome.err();
  }

  @Test
  void shouldAnswerTheSameWithAndWithoutAServer() throws Exception {
    assertThat(parley("retention")).isEqualTo("Messages are kept: 30d (by the settings).\n");
    assertThat(parley("retention", "168h"))
        .isEqualTo("Messages are kept: 7d (set by an operator).\n");
    assertThat(parley("retention", "never"))
        .isEqualTo(
            "parley: expected forever or a time from 1h to 3650d, such as 12h or 7d, or settings,"
                + " got never\n");
    var settings =
        ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"), "retention", "30d"));
    try (var server = ParleyServer.start(settings)) {
      assertThat(server.port()).isPositive();
      assertThat(parley("retention")).isEqualTo("Messages are kept: 7d (set by an operator).\n");
      assertThat(parley("retention", "never")).startsWith("parley: ").contains("such as 12h or 7d");
      assertThat(parley("retention", "settings", "--json"))
          .contains("\"retention\" : \"30d\"", "\"from\" : \"settings\"");
    }
    assertThat(parley("retention")).isEqualTo("Messages are kept: 30d (by the settings).\n");
  }
}
