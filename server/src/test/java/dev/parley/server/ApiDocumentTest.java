package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's description: what is promised, and that the page needs nobody else. */
class ApiDocumentTest {
  /** What was promised last; {@code -Ddocs.write=true} writes it anew. */
  private static final Path GOLDEN = Path.of("src", "main", "openapi", "parley.json");

  @TempDir static Path folder;
  private static ParleyServer server;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    server = ParleyServer.start(ServerSettings.of(Map.of("port", 0, "data", folder)));
    http = new RawHttp(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldShowEveryChangeOfTheApi() throws IOException {
    RawHttp.Answer answer = http.get("/api/openapi.json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("application/json");
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(GOLDEN, answer.body());
    }
    assertThat(answer.body())
        .as("the API has changed: if it may, run this test with -Ddocs.write=true and commit")
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void shouldUseNoNullableKindThatIsAnObjectToo() throws IOException {
    String document = http.get("/api/openapi.json").body();
    assertThat(document)
        .contains("\"openapi\" : \"3.1.0\"", "\"/api/conversations/{id}/messages\"")
        .doesNotContain("Caller", "createdAt", "500 response")
        .doesNotContainPattern("\"null\",\\s*\"object\"");
  }

  @Test
  void shouldServeThePageAndItsFilesItself() throws IOException {
    RawHttp.Answer page = http.get("/api/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
        .doesNotContain("http", "\n");
    var links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    int files = 0;
    while (links.find()) {
      RawHttp.Answer file = http.get(links.group(1));
      assertThat(file.status()).as(links.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isEqualTo(5);
    assertThat(http.get("/api/docs/none.js").status()).isEqualTo(404);
  }

  /** A browser that reaches this server only; a try to reach another one is in its log. */
  @Test
  void shouldDrawThePageWithoutAnyForeignHost() throws Exception {
    Process browser =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--user-data-dir=" + folder.resolve("browser"),
                    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                    "--enable-logging=stderr",
                    "--virtual-time-budget=20000",
                    "--dump-dom",
                    "http://127.0.0.1:" + server.port() + "/api/docs"))
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    String drawn = new String(browser.getInputStream().readAllBytes(), UTF_8);
    assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(drawn).contains("opblock-tag", "conversations").doesNotContain("src=\"http");
    assertThat(Files.readString(folder.resolve("browser.log")))
        .doesNotContain("Content Security Policy", "ERR_NAME_NOT_RESOLVED");
  }
}
