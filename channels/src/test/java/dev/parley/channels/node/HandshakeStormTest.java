package dev.parley.channels.node;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.transport.StandaloneServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of clients that come back in the same moment, to a server that greets few a second. */
@Timeout(120)
class HandshakeStormTest {
  private static final int CLIENTS = 3_000;
  private static final int PER_SECOND = 500;
  private static final int WAITING = 1_000;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final long LONGEST_DELIVERY_MILLIS = 250;

  private static final byte[] UPGRADE =
      """
      GET /app/key?protocol=7 HTTP/1.1\r
      Host: x\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      Sec-WebSocket-Version: 13\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final Pattern SOCKET_ID = Pattern.compile("(\\d+)\\.(\\d+)");

  /**
   * What became of a client.
   *
   * @param turn later for whoever was greeted later; nothing if it was refused
   */
  private record Fate(int client, OptionalLong turn) {
    boolean greeted() {
      return turn.isPresent();
    }
  }

  @Test
  void shouldGreetAStormInOrderOrRefuseItAndKeepServingWhoIsHere() throws Exception {
    var limits =
        Limits.DEFAULTS
            .with(Limit.HANDSHAKES_PER_SECOND, PER_SECOND)
            .with(Limit.HANDSHAKES_WAITING, WAITING);
    var named = new AtomicLong();
    var node =
        new RealtimeNode(
            NodeSettings.of(1).withLimits(limits),
            new FixedApps(List.of(App.of("1", "key", "secret"))),
            InstantSource.system(),
            System::nanoTime,
            named::incrementAndGet, // so that socket ids tell who was greeted before whom
            (_, _) -> {});
    try (StandaloneServer server = node.listen(0);
        var here = new LazySocket(server.port())) {
      here.next();
      here.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
      here.next();
      var over = new AtomicBoolean();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var latencies = threads.submit(() -> latencies(node, here, over));
        List<Fate> fates = storm(server.port());
        over.set(true);
        assertThat(fates).as("who was told anything").hasSize(CLIENTS);
        long greeted = fates.stream().filter(Fate::greeted).count();
        assertThat(greeted).as("greeted").isGreaterThanOrEqualTo(WAITING);
        assertThat(node.stats().handshakesRefused()).isEqualTo(CLIENTS - greeted).isPositive();
        assertThat(node.stats().handshakesWaiting()).isZero();
        assertInOrder(fates.stream().filter(Fate::greeted).toList());
        long[] sorted = latencies.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(sorted).hasSizeGreaterThan(100);
        assertThat(sorted[sorted.length * 99 / 100])
            .as("p99 of deliveries during the storm, in ms")
            .isLessThan(LONGEST_DELIVERY_MILLIS);
      }
    } finally {
      node.close();
    }
  }

  /** All connect first; then each asks, one after the other, and waits for what it is told. */
  private static List<Fate> storm(int port) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var sockets = new ArrayList<Socket>();
    var fates = new ConcurrentLinkedQueue<Fate>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(address, PATIENCE_MILLIS);
      }
      var answers = new ArrayList<Callable<Void>>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        sockets.get(i).getOutputStream().write(UPGRADE);
        answers.add(() -> {
          fates.add(new Fate(client, turn(sockets.get(client).getInputStream())));
          return null;
        });
      }
      for (var answer : threads.invokeAll(answers)) {
        answer.get(); // a client that timed out fails here
      }
      return List.copyOf(fates);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Which turn a client got, by the socket id that it was given. */
  private static OptionalLong turn(InputStream in) throws IOException {
    var said = new StringBuilder();
    while (said.indexOf("activity_timeout") < 0 && said.indexOf("\"code\":4100") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("hung up after: " + said);
      }
      said.append((char) next);
    }
    int greeting = said.indexOf("connection_established");
    if (greeting < 0) {
      return OptionalLong.empty();
    }
    Matcher id = SOCKET_ID.matcher(said);
    assertThat(id.find(greeting)).as("a socket id in %s", said).isTrue();
    return OptionalLong.of(Long.parseLong(id.group(1)) << 32 | Long.parseLong(id.group(2)));
  }

  /**
   * The loop reads who asked in about the order of asking: whoever came long before another must
   * have been greeted before it.
   */
  private static void assertInOrder(List<Fate> greeted) {
    int latest = 0;
    for (Fate fate : greeted.stream().sorted(comparingLong(f -> f.turn().orElseThrow())).toList()) {
      assertThat(fate.client())
          .as("after client %d was greeted", latest)
          .isGreaterThan(latest - 200);
      latest = Math.max(latest, fate.client());
    }
  }

  /** Publishes to the one who is here until the storm is over; milliseconds, the shortest first. */
  private static long[] latencies(RealtimeNode node, LazySocket here, AtomicBoolean over)
      throws IOException {
    var millis = new ArrayList<Long>();
    while (!over.get()) {
      long before = System.nanoTime();
      node.publish("1", "news", "e", "{}");
      while (!here.next().contains("\"e\"")) {
        // a ping of the server's
      }
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
    }
    return millis.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
