package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apps from the command line, on the store and through a running server, and how that one ends. */
@Timeout(180)
class AppCommandsTest {
  @TempDir Path folder;

  @Test
  void answersTheSameWithAndWithoutAServer() throws Exception {
    Commands.Outcome made = parley("app create --id 77 --name Shop --option force-tls=true");
    assertThat(made.code()).isZero();
    String secret = find("Secret +([0-9a-f]{40})", made.out());
    assertThat(made.out()).contains("PUSHER_APP_ID=77", "PUSHER_SECRET=" + secret);
    String shown = parley("app show 77 --json").out();
    String list = parley("app list").out();
    assertThat(list).containsPattern("77 +enabled +1 +Shop");
    assertThat(Files.exists(folder.resolve("data/running.json"))).isFalse();

    Process serve = serve();
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      readTo(out, "Data ");
      for (String file : new String[] {"admin-token", "running.json"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("data").resolve(file))))
            .isEqualTo("rw-------");
      }
      assertThat(parley("app show 77 --json").out()).isEqualTo(shown);
      assertThat(parley("app list").out()).isEqualTo(list);
      assertThat(parley("app create --id 77").err())
          .isEqualTo("parley: there is an app 77 already\n");
      assertThat(parley("app set 77 --option force-tls=maybe").err())
          .isEqualTo("parley: options.force-tls: expected true or false, got maybe\n");
      assertThat(parley("app delete 77 --json").err()).contains("needs --yes");
      assertThat(parley("app delete 77 --yes").out()).isEqualTo("Deleted app 77.\n");
      assertThat(parley("app show 77").err()).isEqualTo("parley: there is no app 77\n");
    } finally {
      end(serve);
    }
    assertThat(Files.exists(folder.resolve("data/running.json"))).isFalse();
    assertThat(parley("app show 77").err()).isEqualTo("parley: there is no app 77\n");
  }

  @Test
  void rotatesInTwoSteps() throws Exception {
    parley("app create --id 77");
    String old = find("\"key\" : \"([0-9a-f]+)\"", parley("app show 77 --json").out());
    String fresh = find("Key +([0-9a-f]{20})", parley("app rotate 77").out());
    assertThat(parley("app show 77").out()).contains("Key     " + old, "Key     " + fresh);
    assertThat(parley("app rotate 77 --retire " + old).out())
        .isEqualTo("Retired key %s of app 77.\n".formatted(old));
    assertThat(parley("app show 77").out()).doesNotContain(old).contains("PUSHER_KEY=" + fresh);
    assertThat(parley("app rotate 77 --retire " + fresh).err()).contains("only key");
  }

  @Test
  void shouldSetWebhooksAndNeverShowTheirSecretsAgain() throws Exception {
    parley(
        "app create --id 77 --webhook http://127.0.0.1:1/hooks?token=hush-query"
            + " --webhook-events member_added,member_removed --webhook-prefix presence-"
            + " --webhook-header Authorization=hush-header --webhook https://example.com/all");
    String shown = parley("app show 77").out();
    assertThat(shown)
        .contains(
            "Webhook http://127.0.0.1:1/hooks?<hidden>  events=member_added,member_removed"
                + "  channel-prefix=presence-  headers=Authorization\n",
            "Webhook https://example.com/all\n");
    assertThat(shown + parley("app show 77 --json").out() + parley("app list --json").out())
        .doesNotContain("hush");
    assertThat(parley("app set 77 --webhook ftp://example.com").err())
        .isEqualTo("parley: webhooks[0].url: expected http://HOST/… or https://HOST/…\n");
    assertThat(parley("app set 77 --no-webhooks --webhook http://a.b/").err()).contains("not both");
    assertThat(parley("app set 77 --name Shop").code()).isZero();
    assertThat(parley("app show 77").out()).contains("Webhook https://example.com/all");
    parley("app set 77 --webhook http://only.example/");
    assertThat(parley("app show 77").out())
        .contains("Webhook http://only.example/")
        .doesNotContain("https://example.com/all");
    parley("app set 77 --no-webhooks");
    assertThat(parley("app show 77").out()).doesNotContain("Webhook");
  }

  @Test
  void shouldDisableAndEnable() throws Exception {
    parley("app create --id 77");
    assertThat(parley("app disable 77").out()).isEqualTo("Disabled app 77.\n");
    assertThat(parley("app show 77").out()).contains("(disabled)");
    assertThat(parley("app enable 77 --json").out()).contains("\"enabled\" : true");
    assertThat(parley("app enable").code()).isEqualTo(2);
  }

  @Test
  void keepsTheDefaultAppThroughChanges() throws Exception {
    String first = find("App +(\\d{7})", parley("app show").out());
    assertThat(parley("app delete --yes " + first).err()).contains("default app cannot be deleted");
    String fresh = find("Key +([0-9a-f]{20})", parley("app rotate " + first).out());
    parley("app set " + first + " --name Main");
    assertThat(parley("app show").out()).contains("App     " + first + "   Main", fresh);
  }

  @Test
  void sendsClientsAwayBeforeItEndsAndASecondSignalCutsThatShort() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "PUSHER_APP_ID=42\nPUSHER_KEY=k\nPUSHER_SECRET=hush-hush\nPARLEY_DRAIN=600\n");
    Process serve = serve();
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      int port = Integer.parseInt(find("URL +http://127\\.0\\.0\\.1:(\\d+)", readTo(out, "Data ")));
      try (var _ = RawClient.greeted(port, "k");
          var _ = RawClient.greeted(port, "k")) {
        serve.toHandle().destroy(); // SIGTERM
        readTo(out, "draining");
        assertThat(serve.isAlive()).isTrue();
        serve.toHandle().destroy();
        assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(1);
      }
    } finally {
      serve.destroyForcibly();
    }
  }

  private Process serve() throws IOException {
    return new Commands(folder, Map.of()).start("serve", "--port", "0");
  }

  private static void end(Process serve) throws InterruptedException {
    serve.toHandle().destroy();
    assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(serve.exitValue()).isZero();
  }

  private Commands.Outcome parley(String line) {
    return new Commands(folder, Map.of()).runHere(line.split(" ", -1));
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
