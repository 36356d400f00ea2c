package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./parley serve} as a supervisor runs it, in a copy of the house that counts as built: its
 * Java takes the classes of this test run.
 */
@Timeout(120)
class LaunchedServerTest {
  private static final Pattern URL = Pattern.compile("URL +http://127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;

  @Test
  void shouldBeUnreadyBeforeAnyClientIsSentAwayAndEndWithZero() throws Exception {
    Process serve = launch();
    try (var out = new BufferedReader(new InputStreamReader(serve.getInputStream(), UTF_8))) {
      int port = port(out);
      var http = new RawHttp(port);
      try (var first = RawClient.greeted(port, "k");
          var second = RawClient.greeted(port, "k")) {
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
        serve.destroy(); // SIGTERM, to the launcher's own process
        // the closes are spread over two seconds, so at the first one the server still answers
        int told = firstTold(first, second);
        assertThat(http.get("/health/ready").status()).isEqualTo(503);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        (told == 0 ? second : first).readTo("4200");
      }
      assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(serve.exitValue()).isZero();
    } finally {
      serve.destroyForcibly();
    }
  }

  private Process launch() throws IOException {
    Path house = Files.createDirectories(folder.resolve("house"));
    Files.copy(Path.of("..", "parley"), house.resolve("parley"));
    Path pom = Files.writeString(house.resolve("pom.xml"), "<project/>");
    Files.setLastModifiedTime(pom, FileTime.from(Instant.now().minusSeconds(3_600)));
    Path target = Files.createDirectories(house.resolve("server/target"));
    Files.createFile(target.resolve(".built"));
    Files.createFile(target.resolve("start.aot"));
    Path jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    executable(jdk.resolve("bin/javac"), "exit 0");
    executable(
        jdk.resolve("bin/java"),
        """
        while [ "$1" != dev.parley.server.cli.Main ]; do shift; done
        exec '%s' --enable-native-access=ALL-UNNAMED -Dlogback.configurationFile=logback.xml \\
          -cp '%s' "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    var builder =
        new ProcessBuilder(house.resolve("parley").toString(), "serve", "--port", "0")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(PARLEY|PUSHER)_.*"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PARLEY_DRAIN", "2");
    builder.environment().put("PUSHER_APP_ID", "42");
    builder.environment().put("PUSHER_KEY", "k");
    builder.environment().put("PUSHER_SECRET", "hush-hush");
    return builder.start();
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int port(BufferedReader out) throws IOException {
    int port = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher url = URL.matcher(line);
      port = url.find() ? Integer.parseInt(url.group(1)) : port;
      if (line.startsWith("  Data ")) {
        return port;
      }
    }
    throw new AssertionError("it did not start");
  }

  /** Waits until one of them is told to go, and says which. */
  private static int firstTold(RawClient... clients) throws IOException {
    while (true) {
      for (int i = 0; i < clients.length; i++) {
        if (clients[i].hasMore()) {
          clients[i].readTo("4200");
          return i;
        }
      }
      Thread.onSpinWait();
    }
  }
}
