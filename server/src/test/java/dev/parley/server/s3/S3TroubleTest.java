package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.messenger.media.MediaStore;
import dev.parley.server.config.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket may do wrong, and that no half files come of it. */
class S3TroubleTest {
  private static final int PART_BYTES = 5 << 20;

  @TempDir static Path folder;
  private static S3Stand stand;

  @BeforeAll
  static void start() {
    stand = S3Stand.in(folder);
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  /** Answers requests by the number of the request. */
  private interface Script {
    void answer(int number, HttpExchange exchange) throws IOException;
  }

  /** A server that does not behave. */
  private static final class Odd implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    Odd(Script script) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
            script.answer(asked.size(), exchange);
          });
      server.start();
    }

    S3Media media() {
      S3Settings settings =
          new S3Settings(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              "us-east-1",
              "files",
              "a",
              "b",
              true);
      return new S3Media(settings, Clock.systemUTC(), HttpClient.newHttpClient(), PART_BYTES);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().add("ETag", "\"e&1\"");
    exchange.sendResponseHeaders(status, text.length());
    exchange.getResponseBody().write(text.getBytes(UTF_8));
    exchange.close();
  }

  private static Path file(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return Files.write(Files.createTempFile(folder, "file", ""), content);
  }

  @Test
  void shouldTellWhatTheBucketRefusesAndKeepTheFile() throws IOException {
    Path file = file(10);
    try (var stranger = new S3Media(stand.settings("another secret"), Clock.systemUTC())) {
      assertThatThrownBy(() -> stranger.put("0a/5", file))
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageMatching(
              "PUT 0a/5 at http://127.0.0.1:\\d+/files was answered 403 SignatureDoesNotMatch");
      assertThatThrownBy(stranger::check)
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("GET the bucket")
          .hasMessageContaining("403 SignatureDoesNotMatch");
    }
    assertThat(file).exists();
    assertThat(stand.bucket().resolve("0a/5")).doesNotExist();
    S3Settings good = stand.settings();
    var missing =
        new S3Settings(
            good.endpoint(), good.region(), "nothing", good.accessKey(), good.secretKey(), true);
    try (var nowhere = new S3Media(missing, Clock.systemUTC())) {
      assertThatThrownBy(() -> nowhere.read("0a/5", 0, 1))
          .as("no bucket is not the same as no file")
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("404 NoSuchBucket");
    }
  }

  @Test
  void shouldSayThatTheServerDoesNotAnswer() throws IOException {
    Path file = file(10);
    Odd gone = new Odd((_, _) -> {});
    gone.close();
    try (S3Media media = gone.media()) {
      assertThatThrownBy(() -> media.put("0a/6", file))
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("PUT 0a/6")
          .hasMessageContaining("was not answered");
    }
    assertThat(file).exists();
  }

  @Test
  void shouldTryAgainAfterAHiccup() throws IOException {
    Path file = file(10);
    try (Odd odd =
            new Odd((number, exchange) -> {
              if (number == 1) {
                exchange.close(); // the connection is lost
              } else {
                say(exchange, number == 2 ? 503 : 200, "");
              }
            });
        S3Media media = odd.media()) {
      media.put("0a/7", file);
      assertThat(odd.asked).hasSize(3).containsOnly("PUT /files/0a/7 10");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldNotTakeHalfAnAnswerForAFile() throws IOException {
    try (Odd odd =
            new Odd((_, exchange) -> {
              exchange.sendResponseHeaders(206, 10);
              exchange.getResponseBody().write(new byte[5]);
              exchange.getResponseBody().flush();
              exchange.close();
            });
        S3Media media = odd.media()) {
      assertThatThrownBy(
              () -> {
                try (InputStream in = media.read("0a/8", 0, 10)) {
                  in.readAllBytes();
                }
              })
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> media.read("0a/8", 0, 11))
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("with other bytes than were asked for");
    }
  }

  @Test
  void shouldNotTakeTheWholeForAPart() throws IOException {
    try (Odd odd = new Odd((_, exchange) -> say(exchange, 200, "0123456789"));
        S3Media media = odd.media()) {
      assertThatThrownBy(() -> media.read("0a/8", 5, 5)).isInstanceOf(MediaStore.Unavailable.class);
    }
  }

  @Test
  void shouldGiveUpAllPartsIfOneCannotBeSent() throws IOException {
    Path file = file(PART_BYTES + 1);
    try (Odd odd =
            new Odd((_, exchange) -> {
              String asked =
                  exchange.getRequestMethod() + " " + exchange.getRequestURI().getQuery();
              switch (asked) {
                case "POST uploads=" -> say(exchange, 200, "<UploadId>u/1+</UploadId>");
                case "PUT partNumber=2&uploadId=u/1+" -> say(exchange, 400, "<Code>Odd</Code>");
                default -> say(exchange, 200, "");
              }
            });
        S3Media media = odd.media()) {
      assertThatThrownBy(() -> media.put("0a/9", file))
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("PUT 0a/9 (part 2)")
          .hasMessageEndingWith("400 Odd");
      assertThat(odd.asked)
          .containsExactly(
              "POST /files/0a/9?uploads= 0",
              "PUT /files/0a/9?partNumber=1&uploadId=u%2F1%2B " + PART_BYTES,
              "PUT /files/0a/9?partNumber=2&uploadId=u%2F1%2B 1",
              "DELETE /files/0a/9?uploadId=u%2F1%2B 0");
    }
    assertThat(file).exists();
  }

  @Test
  void shouldNotBelieveASuccessThatTellsOfAnError() throws IOException {
    Path file = file(PART_BYTES + 1);
    try (Odd odd =
            new Odd((_, exchange) ->
                say(
                    exchange,
                    200,
                    Arrays.asList("uploads=", null).contains(exchange.getRequestURI().getQuery())
                        ? "<UploadId>u</UploadId>"
                        : "<Error><Code>InternalError</Code></Error>"));
        S3Media media = odd.media()) {
      assertThatThrownBy(() -> media.put("0a/9", file))
          .isInstanceOf(MediaStore.Unavailable.class)
          .hasMessageContaining("InternalError");
    }
    assertThat(file).exists();
  }
}
