package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An app's own server that webhooks are sent to, answering as a test wants. */
public final class HookReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Hook> hooks = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile ToIntFunction<Hook> answer = _ -> 200;

  public HookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** From now on answers with the status that the function gives. */
  public HookReceiver answering(ToIntFunction<Hook> change) {
    answer = change;
    return this;
  }

  /** From now on takes requests and never answers, until it is closed. */
  public HookReceiver hanging() {
    return answering(_ -> {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 200;
    });
  }

  /** Forgets the requests that nobody has asked for. */
  public void forget() {
    hooks.clear();
  }

  /** The next request. */
  public Hook next() {
    Hook hook = nextOrNull(PATIENCE);
    if (hook == null) {
      throw new AssertionError("no webhook came");
    }
    return hook;
  }

  /** The next request's only event, which has to have this name and channel. */
  public JsonNode next(String name, String channel) {
    Hook hook = next();
    JsonNode event = hook.event();
    if (!event.path("name").asText().equals(name)
        || !event.path("channel").asText().equals(channel)) {
      throw new AssertionError("expected %s of %s, got %s".formatted(name, channel, hook.body()));
    }
    return event;
  }

  /** Everything up to a request with this event, which is the last one. */
  public List<JsonNode> until(String name, String channel) {
    var events = new ArrayList<JsonNode>();
    while (true) {
      for (JsonNode event : next().events()) {
        events.add(event);
        if (event.path("name").asText().equals(name)
            && event.path("channel").asText().equals(channel)) {
          return events;
        }
      }
    }
  }

  public @Nullable Hook nextOrNull(Duration patience) {
    try {
      return hooks.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, List<String>> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      var hook = new Hook(exchange.getRequestURI().toString(), headers, body, System.nanoTime());
      hooks.add(hook);
      int status = answer.applyAsInt(hook);
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
