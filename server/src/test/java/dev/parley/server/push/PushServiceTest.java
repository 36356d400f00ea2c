package dev.parley.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Push services as they may be: each test says what comes over the wire. */
class PushServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final PushService service = new PushService(true, PATIENCE, () -> NOW);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ServerSocket server = listen();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    service.close();
  }

  private interface Manners {
    void answer(OutputStream out) throws IOException;
  }

  /** Reads the head of a request, and answers. */
  private void behave(Manners manners) {
    ServerSocket mine = server;
    Thread.ofVirtual()
        .start(() -> {
          while (!mine.isClosed()) {
            try (Socket socket = mine.accept()) {
              asked.add(firstLine(socket.getInputStream()));
              manners.answer(socket.getOutputStream());
              socket.getOutputStream().flush();
            } catch (SocketException _) {
              // the other side has gone, or the test is over
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  private static String firstLine(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new SocketException("no request");
      }
      head.append((char) one);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private PushService.Parcel parcel(String host) {
    URI endpoint = URI.create("http://" + host + ":" + server.getLocalPort() + "/p");
    return new PushService.Parcel(endpoint, "vapid t=x, k=y", "topic", 60, false);
  }

  private PushService.Answer send() throws IOException {
    return service.send(parcel("127.0.0.1"), new byte[600]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | 120",
        "0 | 0",
        "Sun, 22 Nov 2026 08:10:00 GMT | 600",
        "Sunday, 22-Nov-26 08:10:00 GMT | 600",
        "Sun Nov 22 08:10:00 2026 | 600",
        "Sun, 22 Nov 2026 07:59:00 GMT | -60",
        "soon |",
        "99999999999999999999 |",
        "-5 |",
      })
  void shouldUnderstandWhenToComeAgain(String header, Long seconds) throws IOException {
    behave(out ->
        write(
            out,
            "HTTP/1.1 429 Slow\r\nRetry-After: "
                + header
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    PushService.Answer answer = send();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.pause()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void shouldGoNowhereElse(int status) throws IOException {
    behave(out ->
        write(
            out,
            "HTTP/1.1 %d Go\r\nLocation: /else\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(status)));
    assertThat(send().status()).isEqualTo(status);
    assertThat(asked).containsExactly("POST /p HTTP/1.1");
  }

  @Test
  void shouldNotReadAnAnswerThatNeverEnds() throws IOException {
    behave(out -> {
      write(out, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n");
      while (true) {
        write(out, "10000\r\n" + "x".repeat(0x10000) + "\r\n");
      }
    });
    long start = System.nanoTime();
    assertThat(send().status()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  @Test
  void shouldNotReadAHeadThatNeverEnds() {
    behave(out -> {
      write(out, "HTTP/1.1 201 Created\r\n");
      while (true) {
        write(out, "X: " + "x".repeat(10_000) + "\r\n");
      }
    });
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
  }

  @Test
  void shouldWaitNoLongerThanItsPatience() {
    // the kernel takes the connection, and nobody else does
    long start = System.nanoTime();
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(PATIENCE.minusMillis(50), PATIENCE.plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "0.0.0.0", "[::1]"})
  void shouldNotConnectToThisMachineWhateverItIsCalled(String host) {
    behave(out -> write(out, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
    try (var strict = new PushService(false, PATIENCE, () -> NOW)) {
      assertThatThrownBy(() -> strict.send(parcel(host), new byte[1]))
          .isInstanceOf(IOException.class);
    }
    assertThat(asked).isEmpty();
  }
}
