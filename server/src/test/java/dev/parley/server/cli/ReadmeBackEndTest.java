package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells back ends to type is typed here, against a running server. */
@Timeout(120)
class ReadmeBackEndTest {
  @TempDir Path folder;

  @Test
  void shouldDoWhatTheReadmeSays() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String part = readme.substring(readme.indexOf("### A back end brings its own people in"));
    String script =
        part.substring(part.indexOf("```sh\n") + 6, part.indexOf("\n```", part.indexOf("```sh")));
    launcher();
    try (ParleyServer server =
        ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder.resolve("data"))))) {
      String there = script.replace("http://127.0.0.1:8080", server.address().toString());
      assertThat(there).isNotEqualTo(script);
      String out = run(there);
      assertThat(out)
          .contains(
              "\"external_id\":\"ann\"",
              "\"title\":\"Order 7\"",
              "\"member_count\":2",
              "\"text\":\"Your parcel is on its way.\"",
              "\"access_token\":\"",
              "\"refresh_token\":\"")
          .doesNotContain("\"code\":");
      assertThat(out.lines()).hasSize(6);
      List<String> first = out.lines().toList();
      List<String> again = run(there).lines().toList(); // a new key, and nothing new but a session
      for (int line : new int[] {0, 1, 3, 4}) {
        assertThat(again.get(line)).isEqualTo(first.get(line));
      }
      assertThat(again.get(2)).contains(first.get(2).replaceFirst(",.*", ""));
    }
  }

  private String run(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("typed.sh"), script);
    var builder = new ProcessBuilder("bash", "-eu", file.toString());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(PARLEY|PUSHER)_.*"));
    Process process = builder.start();
    String out = Commands.read(process);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  /** Stands for the launcher of a house that is built. */
  private void launcher() throws Exception {
    Path launcher =
        Files.writeString(
            folder.resolve("parley"),
            """
            #!/bin/sh
            exec '%s' --enable-native-access=ALL-UNNAMED -Dlogback.configurationFile=logback.xml \\
              -cp '%s' dev.parley.server.cli.Main "$@"
            """
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }
}
