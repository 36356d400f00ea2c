package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.App;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyServerTest {
  @TempDir static Path folder;
  private ParleyServer server;
  private RawHttp http;

  @BeforeEach
  void start() {
    start(Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Map<String, ?> more) {
    var tree = new HashMap<String, Object>(more);
    tree.put("port", 0);
    tree.put("data", folder);
    server =
        ParleyServer.start(
            ServerSettings.of(tree).withApps(List.of(App.of("3", "public-key", "hush-hush"))));
    http = new RawHttp(server.port());
  }

  private void restart(Map<String, ?> settings) {
    server.close();
    start(settings);
  }

  @Test
  void isAliveAndReady() throws IOException {
    assertThat(http.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
    RawHttp.Answer ready = http.get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void tellsPrometheusAboutEveryPart() throws IOException {
    server.node().publish("3", "c", "e", "{}");
    RawHttp.Answer metrics = http.get("/metrics");
    assertThat(metrics.header("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("parley_connections{app=\"3\"} 0.0")
        .contains("# TYPE parley_messages_sent_total counter")
        .contains("parley_node_connections 0.0")
        .contains("parley_node_handshakes_waiting 0.0")
        .contains("parley_node_handshakes_refused_total 0.0")
        .contains("parley_store_commits_total")
        .contains("netty_direct_memory_bytes")
        .contains("jvm_memory_used_bytes")
        .contains("process_files_open_files")
        .doesNotContain("hush-hush");
  }

  @Test
  void shouldAskForTheMetricsTokenWhereOneIsSet() throws IOException {
    restart(Map.of("metrics", Map.of("token", "metrics-token-of-16")));
    assertThat(http.get("/metrics").status()).isEqualTo(401);
    assertThat(http.get("/metrics").header("www-authenticate")).isEqualTo("Bearer");
    assertThat(http.get("/metrics", "Authorization: Bearer wrong").status()).isEqualTo(401);
    assertThat(http.get("/metrics", "Authorization: Bearer metrics-token-of-16").status())
        .isEqualTo(200);
  }

  @Test
  void shouldShowMetricsWithoutATokenOnThisMachineOnly() throws IOException {
    assertThat(http.get("/metrics").status()).isEqualTo(200);
    assertThat(http.get("/metrics", "X-Forwarded-For: 192.0.2.1").status())
        .as("through a proxy")
        .isEqualTo(401);
    restart(Map.of("host", "0.0.0.0", "admin-token", "admin-token-of-16"));
    assertThat(http.get("/metrics").status()).isEqualTo(401);
    assertThat(http.get("/metrics", "Authorization: Bearer admin-token-of-16").status())
        .isEqualTo(200);
  }

  @Test
  void tellsTheWelcomePageHowToConnect() throws IOException {
    RawHttp.Answer answer = http.get("/quickstart/app", "Host: rt.example.com:8443");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"appId":"3","key":"public-key","host":"rt.example.com","port":8443,"tls":false,\
            "pathPrefix":"","cluster":"parley","publish":false,"channel":"quick-start"}\
            """);
    assertThat(http.get("/quickstart/app").body())
        .contains("\"host\":\"127.0.0.1\",\"port\":" + server.port() + ",")
        .contains("\"publish\":true");
    assertThat(
            http.get("/quickstart/app", "Host: rt.example.com", "X-Forwarded-Proto: https").body())
        .contains("\"host\":\"rt.example.com\",\"port\":443,\"tls\":true");
  }

  @Test
  void showsAnEventOfTheWelcomePageToASubscriberOnTheSamePort() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var seen = new LinkedBlockingQueue<String>();
      var uri =
          URI.create("ws://127.0.0.1:" + server.port() + "/app/public-key?protocol=7&client=test");
      WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, new Listener(seen)).join();
      assertThat(next(seen)).contains("pusher:connection_established");
      socket.sendText(
          "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"quick-start\"}}", true);
      assertThat(next(seen)).contains("pusher_internal:subscription_succeeded");

      RawHttp.Answer sent = http.post("/quickstart/events", "{\"text\":\"hi \\\"you\\\" 你好\"}");
      assertThat(sent.status()).isEqualTo(200);
      assertThat(sent.body()).isEqualTo("{}");
      assertThat(next(seen))
          .contains("\"event\":\"message\"")
          .contains("\"channel\":\"quick-start\"")
          .contains("{\\\"text\\\":\\\"hi \\\\\\\"you\\\\\\\" 你好\\\",\\\"at\\\":\\\"20")
          .containsPattern("T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\\\\\"}");
      socket.abort();
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-Fetch-Site: cross-site | cross-origin",
        "Sec-Fetch-Site: same-site | cross-origin",
        "Sec-Fetch-Site: none | cross-origin",
        "Origin: https://evil.example | cross-origin",
        "Origin: null | cross-origin",
        "Origin: http://127.0.0.1:1 | cross-origin",
        "Host: evil.example | quick-start-off",
        "X-Forwarded-For: 203.0.113.9 | quick-start-off",
        "Forwarded: for=203.0.113.9 | quick-start-off",
      })
  void refusesEventsFromElsewhere(String header, String code) throws IOException {
    RawHttp.Answer answer = http.post("/quickstart/events", "{\"text\":\"hi\"}", header);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void takesEventsFromItsOwnPage() throws IOException {
    RawHttp.Answer answer =
        http.post(
            "/quickstart/events",
            "{\"text\":\"hi\"}",
            "Origin: http://127.0.0.1:" + server.port(),
            "Sec-Fetch-Site: same-origin");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void takesNoUnsignedEventsWhereTheFormIsOff() throws IOException {
    restart(Map.of("quick-start", "off"));
    assertThat(http.post("/quickstart/events", "{\"text\":\"hi\"}").status()).isEqualTo(403);
    assertThat(http.get("/quickstart/app").body()).contains("\"publish\":false");
    restart(Map.of("quick-start", "on"));
    assertThat(
            http.post("/quickstart/events", "{\"text\":\"hi\"}", "Host: rt.example.com").status())
        .isEqualTo(200);
  }

  @Test
  void limitsHowOftenTheFormMayBeUsed() throws IOException {
    RawHttp.Answer answer = http.post("/quickstart/events", "{\"text\":\"hi\"}");
    for (int i = 0; i < 200 && answer.status() == 200; i++) {
      answer = http.post("/quickstart/events", "{\"text\":\"hi\"}");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.body()).contains("\"code\":\"too-many-requests\"");
  }

  @ParameterizedTest(name = "{0} {1} {2} -> {3} {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "GET  | /nothing/here       | -              | 404 | not-found",
        "GET  | /welcome/none.html  | -              | 404 | not-found",
        "GET  | /quickstart/events  | -              | 405 | method-not-allowed",
        "POST | /quickstart/events  | {              | 400 | bad-json",
        "POST | /quickstart/events  | []             | 400 | bad-json",
        "POST | /quickstart/events  | -              | 400 | bad-json",
        "POST | /quickstart/events  | {}             | 400 | invalid-value",
        "POST | /quickstart/events  | {\"text\":\"\"} | 400 | invalid-value",
        "POST | /quickstart/events  | LONG           | 400 | invalid-value",
        "POST | /quickstart/events  | HUGE           | 413 | too-large",
      })
  void answersEveryErrorInOneShape(
      String method, String path, @Nullable String body, int status, String code)
      throws IOException {
    String sent =
        switch (body) {
          case null -> "";
          case "LONG" -> "{\"text\":\"" + "x".repeat(201) + "\"}";
          case "HUGE" -> "{\"text\":\"" + "x".repeat(140_000) + "\"}";
          default -> body;
        };
    RawHttp.Answer answer = http.send(method, path, sent, "Content-Type: application/json");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"about:blank\"", "\"status\":" + status, "\"detail\":\"")
        .contains("\"code\":\"" + code + "\"")
        .doesNotContain("_links", "_embedded");
  }

  @Test
  void refusesAnotherContentType() throws IOException {
    RawHttp.Answer answer =
        http.send("POST", "/quickstart/events", "text=hi", "Content-Type: text/plain");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body()).contains("\"code\":\"unsupported-media-type\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/quickstart/app", "/nothing"})
  void tellsBrowsersToBeCareful(String path) throws IOException {
    RawHttp.Answer answer = http.get(path);
    assertThat(answer.header("content-security-policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("connect-src 'self' ws://127.0.0.1:" + server.port())
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
    assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
  }

  @Test
  void letsNoForeignPageReadAnswers() throws IOException {
    for (String origin : List.of("https://evil.example", "http://localhost:5173", "null")) {
      assertThat(http.get("/quickstart/app", "Origin: " + origin).headers())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(preflight(origin).headers()).doesNotContainKey("access-control-allow-origin");
    }
    restart(Map.of("cors", Map.of("allowed-origins", List.of("https://app.example"))));
    RawHttp.Answer allowed = http.get("/quickstart/app", "Origin: https://app.example");
    assertThat(allowed.header("access-control-allow-origin")).isEqualTo("https://app.example");
    for (String origin :
        List.of("https://evil.example", "https://app.example.evil.example", "http://app.example")) {
      assertThat(http.get("/quickstart/app", "Origin: " + origin).headers())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(preflight(origin).headers()).doesNotContainKey("access-control-allow-origin");
    }
  }

  private RawHttp.Answer preflight(String origin) throws IOException {
    return http.send(
        "OPTIONS",
        "/quickstart/events",
        "",
        "Origin: " + origin,
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: content-type");
  }

  @Test
  void servesTheWelcomePageAndKnowsWhatTheBrowserHas() throws IOException {
    RawHttp.Answer page = http.get("/welcome");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    RawHttp.Answer again = http.get("/welcome", "If-None-Match: " + page.header("etag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(http.send("HEAD", "/welcome", "").body()).isEmpty();

    var script = Pattern.compile("src=\"(/welcome/[^\"]+\\.js)\"").matcher(page.body());
    assertThat(script.find()).as("a script on the page").isTrue();
    RawHttp.Answer code = http.get(script.group(1));
    assertThat(code.status()).isEqualTo(200);
    assertThat(code.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(code.header("cache-control")).contains("immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/welcome/../logback.xml",
        "/welcome/%2e%2e/logback.xml",
        "/welcome/..%2flogback.xml",
        "/welcome//etc/passwd.txt",
        "/welcome/assets",
        "/welcome/.hidden.txt",
      })
  void servesNothingElse(String path) throws IOException {
    assertThat(http.get(path).status()).isIn(400, 404);
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          ServerSettings.of(Map.of("port", taken.getLocalPort(), "data", folder.resolve("other")));
      assertThatThrownBy(() -> ParleyServer.start(settings))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1 port %d: Address already in use; choose another place"
                      .formatted(taken.getLocalPort())
                  + " with --host or --port");
    }
  }

  private static String next(BlockingQueue<String> seen) throws InterruptedException {
    String text = seen.poll(10, TimeUnit.SECONDS);
    assertThat(text).as("a message within 10 s").isNotNull();
    return String.valueOf(text);
  }

  private record Listener(BlockingQueue<String> seen) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      seen.add(text.toString());
      socket.request(1);
      return null;
    }
  }
}
