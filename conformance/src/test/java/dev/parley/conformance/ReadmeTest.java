package dev.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Manual;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's worked example, taken out of it: what readers copy is what was tried. */
@ExtendWith(OnStage.class)
@Timeout(90)
class ReadmeTest {
  private static final String HEADING = "Two people chat";
  private static final String SEND = "curl -s -H \"$json\" -H \"Authorization: Bearer $ada\"";

  private final Stage stage;

  @TempDir Path folder;

  ReadmeTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void shouldLetTwoPeopleChatByItsExample() throws Exception {
    String shell = here(Manual.readme(HEADING, "sh"));
    int send = shell.indexOf(SEND);
    assertThat(send).as("the request that sends").isPositive();
    String said = run(shell + shell.substring(send) + "echo; echo $ada; echo $lin; echo $lin_id\n");
    List<String> lines = said.lines().toList();
    String[] answers = lines.getFirst().split("(?<=\\})(?=\\{)", -1);
    assertThat(answers).as(said).hasSize(4);
    assertThat(answers[0]).contains("\"seq\":1");
    assertThat(answers[2]).as("the same request again").isEqualTo(answers[0]);
    assertThat(List.of(answers[1], answers[3]))
        .allSatisfy(conversations ->
            assertThat(conversations).contains("\"unread\":1", "Shall we meet at eight?"));

    String ada = lines.get(lines.size() - 3);
    String lin = lines.get(lines.size() - 2);
    String linId = lines.getLast();
    Files.writeString(folder.resolve("listen.mjs"), here(Manual.readme(HEADING, "js")));
    Path packages =
        Files.createSymbolicLink(
            folder.resolve("node_modules"), Path.of("sdk", "node_modules").toAbsolutePath());
    var builder = new ProcessBuilder("node", "listen.mjs").directory(folder.toFile());
    builder.environment().put("LIN", lin);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process listening = builder.start();
    try {
      BlockingQueue<String> heard = lines(listening);
      String again = "ada=" + ada + "\nlin=" + lin + "\n" + setUp(shell) + shell.substring(send);
      var attempts = new int[] {1};
      // until it has joined, a message reaches it by the list alone
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> {
            run(again.replace("\\\"1\\\"", "\\\"" + ++attempts[0] + "\\\""));
            return "Shall we meet at eight?".equals(heard.poll(500, TimeUnit.MILLISECONDS));
          });
    } finally {
      listening.destroy();
    }
    talkOverSocketIo(Map.of("ADA", ada, "LIN_ID", linId));
    Files.delete(packages);
  }

  private void talkOverSocketIo(Map<String, String> people) throws Exception {
    Files.writeString(
        folder.resolve("socket.mjs"), here(Manual.readme("A Socket.IO client joins", "js")));
    var builder = new ProcessBuilder("node", "socket.mjs").directory(folder.toFile());
    builder.environment().putAll(people);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process talking = builder.start();
    try {
      BlockingQueue<String> said = lines(talking);
      var both = new HashSet<String>();
      both.add(said.poll(30, TimeUnit.SECONDS));
      both.add(said.poll(30, TimeUnit.SECONDS));
      assertThat(both).contains("true").anyMatch(line -> line.contains("Shall we meet at nine? 0"));
    } finally {
      talking.destroy();
    }
  }

  private String here(String example) {
    return Manual.replace(
            example, "http://127.0.0.1:8080", "http://127.0.0.1:" + stage.server().port())
        .replace("wsPort: 8080", "wsPort: " + stage.server().port());
  }

  /** The lines before anybody signs up, and the one that knows Lin. */
  private static String setUp(String shell) {
    return shell
        .lines()
        .filter(line ->
            line.startsWith("url=")
                || line.contains("() {")
                || line.startsWith("json=")
                || line.startsWith("lin_id="))
        .reduce("", (one, next) -> one + next + "\n");
  }

  private static String run(String script) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-eu", "-c", script).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    return said;
  }

  private static BlockingQueue<String> lines(Process process) {
    var lines = new LinkedBlockingQueue<String>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (var in =
              new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            in.lines().forEach(lines::add);
          } catch (IOException _) {
            // it was ended
          }
        });
    return lines;
  }
}
