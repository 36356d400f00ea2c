package dev.parley.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.protocol.Signature;
import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signed publishes per second, handled behind the HTTP codec and by a controller, in turn on the
 * same server. Run with {@code ./parley test -pl server -am -Dtest=ApiHandlingBenchmark
 * -Dparley.bench.controller=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = ApiHandlingBenchmark.SWITCH, matches = "true")
class ApiHandlingBenchmark {
  static final String SWITCH = "parley.bench.controller";

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 4;
  private static final long ROUND_NANOS = 3_000_000_000L;
  private static final String BODY =
      "{\"name\":\"e\",\"channel\":\"quiet\",\"data\":\"%s\"}".formatted("x".repeat(200));

  @TempDir Path data;

  @Test
  void compare() throws Exception {
    var settings =
        ServerSettings.of(Map.of("port", 0, "data", data.toString()))
            .withApps(List.of(App.of("1", "key", "secret")));
    try (ParleyServer server = ParleyServer.start(settings)) {
      List<String> ways = List.of("/apps", "/controller/apps/loop", "/controller/apps/virtual");
      for (int round = 0; round <= ROUNDS; round++) {
        for (String way : ways) {
          long perSecond = measure(server.port(), way);
          assertThat(perSecond).isPositive();
          System.out.printf(
              "%s %-24s %,d/s%n", round == 0 ? "warm-up" : "round " + round, way, perSecond);
        }
      }
    }
  }

  private static long measure(int port, String way) throws Exception {
    byte[] request = request(way);
    var answered = new LongAdder();
    long end = System.nanoTime() + ROUND_NANOS;
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(Thread.startVirtualThread(() -> talk(port, request, end, answered)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answered.sum() * 1_000_000_000L / ROUND_NANOS;
  }

  private static void talk(int port, byte[] request, long end, LongAdder answered) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (System.nanoTime() < end) {
        out.write(request);
        String head = head(in);
        assertThat(head).startsWith("HTTP/1.1 200");
        in.skipNBytes(2);
        answered.increment();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder(200);
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server hung up after " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] request(String way) throws Exception {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(BODY.getBytes(StandardCharsets.UTF_8));
    String query =
        "auth_key=key&auth_timestamp=%d&auth_version=1.0&body_md5=%s"
            .formatted(Instant.now().getEpochSecond(), HexFormat.of().formatHex(md5));
    String signature = Signature.sign("secret", "POST\n/apps/1/events\n" + query);
    String head =
        "POST %s/1/events?%s&auth_signature=%s HTTP/1.1\r\nHost: x\r\n"
            .formatted(way, query, signature);
    String rest =
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(BODY.length(), BODY);
    return (head + rest).getBytes(StandardCharsets.US_ASCII);
  }
}
