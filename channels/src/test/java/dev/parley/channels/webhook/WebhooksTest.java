package dev.parley.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookEvent;
import dev.parley.channels.app.WebhookOptions;
import dev.parley.channels.hub.Transition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhooksTest {
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private volatile int status = 200;
  private final HttpServer endpoint;

  WebhooksTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    endpoint.createContext("/", this::answer);
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Test
  void whatOneRunCouldNotDeliverTheNextDoesUnchanged() throws InterruptedException {
    status = 503;
    var queue = new MemoryWebhookQueue();
    Webhooks first = start(app(endpoint()), true, Limits.DEFAULTS, queue);
    first.onTransition("3", new Transition.ChannelOccupied("a"));
    first.onTransition("3", new Transition.MemberAdded("presence-b", "1"));
    List<String> attempts = List.of(next(), next());
    first.close();
    bodies.clear();
    status = 200;
    try (var _ = start(app(endpoint()), true, Limits.DEFAULTS, queue)) {
      assertThat(List.of(next(), next())).containsExactlyInAnyOrderElementsOf(attempts);
      Awaitility.await().until(() -> queue.undone().isEmpty());
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void whatIsKeptForAnEndpointThatIsNoMoreIsADeadLetter() {
    var queue = new MemoryWebhookQueue();
    queue.append(List.of(WebhookQueueContract.delivery(1))).join();
    try (Webhooks webhooks = start(app(endpoint()), true, Limits.DEFAULTS, queue)) {
      assertThat(webhooks.stats()).containsExactly(new WebhookStats("3", 0, 0, 1, 0, 0));
      assertThat(queue.undone()).isEmpty();
    }
  }

  @Test
  void stoppingTellsWhatWasHeldBack() throws InterruptedException {
    Limits patient = Limits.DEFAULTS.with(Limit.WEBHOOK_GRACE_MILLIS, 60_000);
    Webhooks webhooks = start(app(endpoint()), true, patient, new MemoryWebhookQueue());
    webhooks.onTransition("3", new Transition.ChannelVacated("a"));
    webhooks.close();
    assertThat(next()).contains("channel_vacated");
    webhooks.onTransition("3", new Transition.ChannelOccupied("a"));
    assertThat(bodies).isEmpty();
  }

  @Test
  void noConnectionIsMadeToAPrivateAddressWhereThatIsForbidden() {
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
      var url = URI.create("http://%s:%d/".formatted(host, endpoint.getAddress().getPort()));
      Limits once = Limits.DEFAULTS.with(Limit.WEBHOOK_RETRY_WINDOW_MILLIS, 0);
      try (Webhooks webhooks =
          start(app(WebhookEndpoint.to(url)), false, once, new MemoryWebhookQueue())) {
        webhooks.onTransition("3", new Transition.ChannelOccupied("a"));
        Awaitility.await()
            .untilAsserted(() ->
                assertThat(webhooks.stats()).containsExactly(new WebhookStats("3", 0, 1, 1, 0, 0)));
      }
      assertThat(bodies).as(host).isEmpty();
    }
  }

  @Test
  void aQueueThatFailsCostsTheSafetyNotTheEvent() throws InterruptedException {
    var broken =
        new WebhookQueue() {
          @Override
          public CompletableFuture<@Nullable Void> append(List<Delivery> deliveries) {
            return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
          }

          @Override
          public void done(long id) {}

          @Override
          public List<Delivery> undone() {
            return List.of();
          }

          @Override
          public void close() {}
        };
    try (Webhooks webhooks = start(app(endpoint()), true, Limits.DEFAULTS, broken)) {
      webhooks.onTransition("3", new Transition.ChannelOccupied("a"));
      assertThat(next()).contains("channel_occupied");
    }
  }

  @Test
  void eventsThatFindNoRoomAreCounted() {
    var blocked = new CompletableFuture<@Nullable Void>();
    var slow =
        new MemoryAround() {
          @Override
          public CompletableFuture<@Nullable Void> append(List<Delivery> deliveries) {
            return blocked;
          }
        };
    Limits small = Limits.DEFAULTS.with(Limit.WEBHOOK_WAITING_EVENTS, 16);
    try (Webhooks webhooks = start(app(endpoint()), true, small, slow)) {
      // the first append never ends, so at most two handfuls can be on their way
      for (int i = 0; i < 1_000; i++) {
        webhooks.onTransition("3", new Transition.CacheMiss("cache-" + i));
      }
      assertThat(webhooks.stats().getFirst().overflow()).isPositive();
      blocked.complete(null);
    }
  }

  @Test
  void whatNobodyWantsIsNotEvenHandedOver() {
    var none = new MemoryWebhookQueue();
    WebhookEndpoint narrow =
        endpoint().withEvents(WebhookEvent.CHANNEL_VACATED).withChannels("a-", "");
    try (Webhooks webhooks = start(app(narrow), true, Limits.DEFAULTS, none)) {
      webhooks.onTransition("3", new Transition.CacheMiss("a-1"));
      webhooks.onTransition("3", new Transition.ChannelVacated("b-1"));
      webhooks.onTransition("4", new Transition.ChannelVacated("a-1"));
    }
    assertThat(bodies).isEmpty();
  }

  /** A queue of which a test changes one thing. */
  private abstract static class MemoryAround implements WebhookQueue {
    @Override
    public void done(long id) {}

    @Override
    public List<Delivery> undone() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private WebhookEndpoint endpoint() {
    return WebhookEndpoint.to(
        URI.create("http://127.0.0.1:%d/".formatted(endpoint.getAddress().getPort())));
  }

  private static App app(WebhookEndpoint to) {
    return App.of("3", "key", "secret")
        .withOptions(AppOptions.DEFAULTS.withWebhooks(WebhookOptions.of(to)));
  }

  private static Webhooks start(App app, boolean allowPrivate, Limits limits, WebhookQueue queue) {
    var webhooks =
        new Webhooks(
            new WebhookSettings(allowPrivate, limits),
            new FixedApps(List.of(app)),
            InstantSource.system(),
            System::nanoTime,
            queue);
    webhooks.begin();
    return webhooks;
  }

  private String next() throws InterruptedException {
    String body = bodies.poll(10, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("no request came");
    }
    return body;
  }
}
