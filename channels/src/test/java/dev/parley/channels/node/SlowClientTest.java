package dev.parley.channels.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.SlowClients;
import dev.parley.channels.metrics.AppStats;
import dev.parley.channels.transport.StandaloneServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read: bounded, told, and nobody else's trouble. */
class SlowClientTest {
  private static final String BULK = "x".repeat(10_000);
  private static final int PLENTY = 4_000;

  /** More than a client may leave unread, and little enough for the kernel to take at once. */
  private static final int HELD_UP = 60;

  private final App app =
      App.of("1", "key", "secret")
          .withOptions(
              AppOptions.DEFAULTS
                  .withSlowClients(new SlowClients(List.of("prices-")))
                  .withLimits(
                      Limits.DEFAULTS
                          .with(Limit.OUTGOING_BYTES, 400_000)
                          .with(Limit.OUTGOING_AGE_MILLIS, 600_000)));
  private final RealtimeNode node =
      new RealtimeNode(NodeSettings.of(2), new FixedApps(List.of(app)), InstantSource.system());
  private final StandaloneServer server = node.listen(0);

  @AfterEach
  void stop() {
    server.close();
    node.close();
  }

  @Test
  void slowClientShouldBeClosedWithACodeWhileItsNeighbourGetsEverything() throws IOException {
    try (var lazy = new LazySocket(server.port());
        var neighbour = new TestClient(server.port())) {
      subscribe(lazy, neighbour, "news");
      int published = 0;
      while (stats().slowDisconnects() == 0 && published < PLENTY) {
        node.publish("1", "news", "e", published + BULK);
        String data = TestClient.text(neighbour.expect("e"), "data");
        assertThat(data).startsWith(published + "x");
        published++;
      }
      assertThat(stats().slowDisconnects()).isOne();
      String last = lazy.next();
      int received = 0;
      while (last.contains("\"event\":\"e\"")) {
        assertThat(last).contains("\"data\":\"" + received++ + "x");
        last = lazy.next();
      }
      assertThat(last).contains("pusher:error").contains("4100");
      assertThat(lazy.next()).isEqualTo("closed 4100");
    }
  }

  @Test
  void slowClientOfALatestOnlyChannelShouldGetAGapMarkAndTheLatestEvent() throws IOException {
    try (var lazy = new LazySocket(server.port());
        var neighbour = new TestClient(server.port())) {
      subscribe(lazy, neighbour, "prices-a");
      for (int i = 0; i < PLENTY; i++) {
        node.publish("1", "prices-a", "e", i + BULK);
        neighbour.expect("e");
      }
      node.publish("1", "prices-a", "e", "last");
      neighbour.expect("e");
      int received = 0;
      String frame = lazy.next();
      while (!frame.contains("parley:gap")) {
        assertThat(frame).contains("\"data\":\"" + received++ + "x");
        frame = lazy.next();
      }
      int skipped = PLENTY - received;
      assertThat(frame).contains("\\\"skipped\\\":" + skipped + "}").contains("prices-a");
      assertThat(lazy.next()).contains("\"data\":\"last\"");
      assertThat(stats().slowDisconnects()).isZero();
    }
  }

  @Test
  void clientThatTakesNothingForTooLongShouldBeClosed() throws IOException {
    App impatient =
        app.withOptions(
            AppOptions.DEFAULTS.withLimits(Limits.DEFAULTS.with(Limit.OUTGOING_AGE_MILLIS, 200)));
    try (var other =
            new RealtimeNode(
                NodeSettings.of(1), new FixedApps(List.of(impatient)), InstantSource.system());
        var listener = other.listen(0);
        var lazy = new LazySocket(listener.port())) {
      lazy.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
      lazy.next();
      lazy.next();
      for (int i = 0; i < 600 && slowDisconnects(other) == 0; i++) {
        other.publish("1", "news", "e", BULK.repeat(1));
      }
      Awaitility.await().until(() -> slowDisconnects(other) == 1);
    }
  }

  @Test
  void clientThatReadsShouldGetAllThatAHeldUpLoopBringsAtOnce() throws InterruptedException {
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    var released = new CountDownLatch(1);
    try (var other =
            new RealtimeNode(
                NodeSettings.of(1), new FixedApps(List.of(app)), InstantSource.system());
        var client = new TestClient(listen(other, loops))) {
      client.subscribe("news");
      client.expect("pusher_internal:subscription_succeeded");
      loops.next().execute(() -> awaitQuietly(released));
      for (int i = 0; i < HELD_UP; i++) {
        other.publish("1", "news", "e", i + BULK);
      }
      released.countDown();
      for (int i = 0; i < HELD_UP; i++) {
        assertThat(TestClient.text(client.expect("e"), "data")).startsWith(i + "x");
      }
      assertThat(slowDisconnects(other)).isZero();
    } finally {
      released.countDown();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }

  private static int listen(RealtimeNode node, EventLoopGroup loops) {
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpServerCodec());
                    node.install(channel.pipeline());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void subscribe(LazySocket lazy, TestClient neighbour, String channel) throws IOException {
    lazy.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(channel));
    assertThat(lazy.next()).contains("connection_established");
    assertThat(lazy.next()).contains("subscription_succeeded");
    neighbour.subscribe(channel);
    neighbour.expect("pusher_internal:subscription_succeeded");
  }

  private AppStats stats() {
    return node.stats().apps().getFirst();
  }

  private static long slowDisconnects(RealtimeNode node) {
    return node.stats().apps().getFirst().slowDisconnects();
  }
}
