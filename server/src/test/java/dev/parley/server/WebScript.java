package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tests of {@code web}, run by Node against a running server. */
final class WebScript {
  private static final Path WEB = Path.of("..", "web");
  private static final int MOST_MINUTES = 5;

  private WebScript() {}

  /** Plays all scenarios of a script of {@code app/browser} in Chromium. */
  static void browse(String script, int port) throws IOException, InterruptedException {
    var url = Map.of("PARLEY_URL", "http://127.0.0.1:" + port);
    run("app/browser", List.of("node", script), url);
  }

  /** Runs a command in a folder; fails with what it said. */
  static void run(String folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("parley-web", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(WEB.resolve(folder).toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      assertThat(ended).as("%s", Files.readString(said)).isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(said)).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(said);
    }
  }
}
