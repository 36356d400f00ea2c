package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises that scripts rely on: words, exit codes, lines. */
@Timeout(120)
class CommandLineTest {
  private static final String SECRET = "hush-hush-hush";

  @TempDir Path folder;

  @ParameterizedTest(name = "parley {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--help | 0 | Usage: parley",
        "--version | 0 | parley ",
        "serve --help | 0 | --data=FOLDER",
        "app show --help | 0 | environment lines",
        "`` | 2 | Usage: parley",
        "dance | 2 | Unmatched argument",
        "serve --port none | 2 | parley: parley.port: expected 0..65535, got none (from flag --port)",
        "serve --config none.yml | 2 | parley: configuration file none.yml is not there",
        "trigger --channel c | 2 | Missing required options",
        "serve --demo --host 0.0.0.0 | 2 | parley: --demo listens on this machine only, not on 0.0.0.0",
        "serve --data /proc/none | 1 | parley: cannot use the data folder /proc/none",
        "app show nobody | 1 | parley: there is no app nobody",
        "trigger --port 1 --channel c --event e --data d | 1 | parley: nothing answers at http://127.0.0.1:1",
      })
  void endsWithTheRightCodeAndOneClearLine(String line, int code, String text) throws Exception {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    Commands.Outcome outcome = commands(Map.of()).run(words);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(code == 0 ? outcome.out() : outcome.err()).contains(text);
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @Test
  void servesAndTellsAndEndsWithZeroOnTerm() throws Exception {
    var commands = commands(Map.of());
    Process serve = commands.start("serve", "--port", "0", "--data", "here");
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      String report = readTo(out, "Data ");
      String port = find("URL +http://127\\.0\\.0\\.1:(\\d+)", report);
      String id = find("App id +(\\d{7})", report);
      String key = find("Key +([0-9a-f]{20}) ", report);
      assertThat(report).containsPattern("Clients +up to [\\d,]+ \\([\\d,]+ file descriptors");
      assertThat(report).contains(folder.toRealPath().resolve("here").toString());

      Commands.Outcome shown = commands.run("app", "show", "--port", port, "--data", "here");
      String secret = find("Secret +([0-9a-f]{40})", shown.out());
      assertThat(shown.out())
          .contains("PUSHER_APP_ID=" + id, "PUSHER_KEY=" + key, "PUSHER_SECRET=" + secret)
          .contains("PUSHER_HOST=127.0.0.1", "PUSHER_PORT=" + port, "PUSHER_SCHEME=http");
      assertThat(report).doesNotContain(secret);

      String[] trigger = {
        "trigger",
        "--port",
        port,
        "--data-folder",
        "here",
        "--channel",
        "c",
        "--channel",
        "d",
        "--event",
        "e",
        "--data",
        "{\"text\":\"你好\"}"
      };
      assertThat(commands.run(trigger).out()).isEqualTo("Published e to c, d.\n");

      Commands.Outcome doctor = commands.run("doctor", "--port", port, "--data", "here");
      assertThat(doctor.code()).isZero();
      assertThat(doctor.out()).contains("a Parley server answers there", "File descriptors");

      serve.destroy(); // SIGTERM
      assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(serve.exitValue()).isZero();
    } finally {
      serve.destroyForcibly();
    }
  }

  @Test
  void tellsWhoCanSignInToADemo() throws Exception {
    Process serve = commands(Map.of()).start("serve", "--demo", "--port", "0", "--data", "here");
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      assertThat(readTo(out, "Sign in "))
          .contains("ada@example.com, lin@example.com, bob@example.com   (password parley-demo)");
    } finally {
      serve.destroy();
      assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void showsTheAnswerOfAServerThatRefuses() throws Exception {
    Process serve = commands(Map.of()).start("serve", "--port", "0", "--data", "here");
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      String port = find("URL +http://127\\.0\\.0\\.1:(\\d+)", readTo(out, "Data "));
      Map<String, String> stranger =
          Map.of("PUSHER_APP_ID", "42", "PUSHER_KEY", "k", "PUSHER_SECRET", SECRET);
      Commands.Outcome outcome =
          commands(stranger)
              .run("trigger", "--port", port, "--channel", "c", "--event", "e", "--data", "d");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).startsWith("parley: the server answered 40").doesNotContain(SECRET);
    } finally {
      serve.destroy();
      assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void logsObjectsWithoutSecretsIfAsked() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "PUSHER_APP_ID=42\nPUSHER_KEY=k\nPUSHER_SECRET=" + SECRET + "\nPARLEY_LOG=json\n");
    Process serve = commands(Map.of()).start("serve", "--port", "0");
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      String line = readTo(out, "ready");
      assertThat(line).startsWith("{").contains("\"level\":\"INFO\"", "\"app\":\"42\"");
      serve.toHandle().destroy(); // SIGTERM, and the stream stays open
      String rest = out.lines().reduce("", (all, next) -> all + next + "\n");
      assertThat(rest).contains("\"formattedMessage\":\"stopping\"");
      assertThat(line + rest).doesNotContain(SECRET);
    } finally {
      serve.destroyForcibly();
    }
  }

  @Test
  void saysWhatIsWrongWithThisMachine() throws Exception {
    Files.createFile(folder.resolve("file"));
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Commands.Outcome doctor =
          commands(Map.of())
              .run(
                  "doctor",
                  "--port",
                  Integer.toString(taken.getLocalPort()),
                  "--data",
                  "file/below");
      assertThat(doctor.code()).isEqualTo(1);
      assertThat(doctor.out())
          .containsPattern(
              "FAIL +Data folder +/.*/file/below cannot be written\n +-> choose another")
          .containsPattern("FAIL +Port .*in use\n +-> choose another with --port");
    }
  }

  private Commands commands(Map<String, String> environment) {
    return new Commands(folder, environment);
  }

  private static String readTo(BufferedReader out, String last) throws IOException {
    var text = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      text.append(line).append('\n');
      if (line.contains(last)) {
        return text.toString();
      }
    }
    throw new AssertionError("ended early: " + text);
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
