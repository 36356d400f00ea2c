package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.RealtimeClient;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.conformance.kit.TestApp;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code examples}, started and used as its README says. */
@Timeout(150)
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final int MOST_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void shouldRunEveryExampleAgainstAServer() throws Exception {
    // the file that an application of the hosted service has, for the server and for its clients
    var app =
        new HashMap<>(
            Map.of(
                "PUSHER_APP_ID", TestApp.ID,
                "PUSHER_KEY", TestApp.KEY,
                "PUSHER_SECRET", TestApp.SECRET,
                "PUSHER_CLUSTER", "us3"));
    Files.write(
        folder.resolve(".env"),
        app.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
    Files.writeString(
        folder.resolve("parley.yml"),
        """
        parley:
          default-app:
            options:
              head-count: true
        """);
    try (ServerProcess server = ServerProcess.start(folder)) {
      app.put("PUSHER_HOST", server.host());
      app.put("PUSHER_PORT", Integer.toString(server.port()));
      app.put("PUSHER_SCHEME", "http");
      app.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
      app.put("CLIENT_PATH", clientPath());
      assertThat(played(app).lines())
          .contains("ok chat", "ok hook", "ok cursors", "ok map", "ok article", "ok java");
    }
  }

  private String played(Map<String, String> environment) throws Exception {
    Path said = folder.resolve("said.txt");
    var builder =
        new ProcessBuilder("node", "test/run.mjs")
            .directory(EXAMPLES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      assertThat(ended).as("%s", Files.readString(said)).isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(said)).isZero();
      return Files.readString(said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** What the README's command gathers: the helpers and the one library that they need. */
  private static String clientPath() throws Exception {
    Path own =
        Path.of(RealtimeClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(entry -> Path.of(entry).equals(own) || entry.contains("jackson-core"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
