package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import dev.parley.store.StorePlace;
import dev.parley.store.testing.StoreFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line with its data in PostgreSQL. */
@Timeout(120)
class DatabaseCommandsTest {
  private static final String PASSWORD = "hush-hush-hush";
  private static final Pattern PORT = Pattern.compile("URL +http://127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;

  @Test
  void shouldServeAndPublishWithEverythingInTheDatabase() throws Exception {
    try (var place = StoreFixture.emptyOn(Engine.POSTGRESQL)) {
      var commands = new Commands(folder, Map.of("PARLEY_STORE_URL", url(place)));
      String key = "";
      for (String data : new String[] {"first", "second"}) {
        Process serve = commands.start("serve", "--port", "0", "--data", data);
        try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
          String report = readTo(out, "Data ");
          assertThat(report)
              .containsPattern("Data .*" + data + ", and the database 127\\.0\\.0\\.1:\\d+/test_")
              .doesNotContain(PASSWORD);
          String port = find(PORT, report);
          String[] trigger = {
            "trigger",
            "--port",
            port,
            "--data-folder",
            data,
            "--channel",
            "c",
            "--event",
            "e",
            "--data",
            "{}"
          };
          assertThat(commands.run(trigger).out()).isEqualTo("Published e to c.\n");
          Commands.Outcome shown = commands.run("app", "show", "--data", data);
          assertThat(shown.out()).contains(key);
          key = find(Pattern.compile("PUSHER_KEY=(\\S+)"), shown.out());
          assertThat(folder.resolve(data).resolve("parley.db")).doesNotExist();
        } finally {
          serve.destroy();
          assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
      }
      Commands.Outcome doctor = commands.run("doctor", "--port", "0");
      assertThat(doctor.out())
          .containsPattern("ok +Database +PostgreSQL 18\\.\\S+.* at 127\\.0\\.0\\.1:\\d+/test_")
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void shouldSayInOneLineThatTheDatabaseCannotBeReached() throws Exception {
    var commands =
        new Commands(
            folder, Map.of("PARLEY_STORE_USER", "parley", "PARLEY_STORE_PASSWORD", PASSWORD));
    String[] address = {"--store-url", "postgresql://127.0.0.1:1/parley"};
    Commands.Outcome serve = commands.run("serve", "--port", "0", address[0], address[1]);
    assertThat(serve.code()).isEqualTo(1);
    assertThat(serve.err())
        .startsWith("parley: cannot open the database 127.0.0.1:1/parley: ")
        .hasLineCount(1);
    Commands.Outcome list = commands.run("app", "list", address[0], address[1]);
    assertThat(list.code()).isEqualTo(1);
    assertThat(list.err()).isEqualTo(serve.err());
    Commands.Outcome doctor = commands.run("doctor", "--port", "0", address[0], address[1]);
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out())
        .containsPattern("FAIL +Database +cannot open the database 127\\.0\\.0\\.1:1/parley: ")
        .contains("-> start it, or correct PARLEY_STORE_URL");
    assertThat(serve.out() + serve.err() + doctor.out() + doctor.err()).doesNotContain(PASSWORD);
  }

  private static String url(StoreFixture place) {
    String url = ((StorePlace.Database) place.settings().place()).url();
    return url.replace("jdbc:postgresql://", "postgresql://postgres:" + PASSWORD + "@");
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

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
