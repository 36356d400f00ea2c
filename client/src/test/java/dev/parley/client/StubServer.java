package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Takes requests down and answers them by their number, counted from 0. */
final class StubServer implements AutoCloseable {
  record Asked(String method, String path, String query, String body, int fromPort) {}

  record Answer(int status, String body, Map<String, String> headers) {
    static final Answer OK = of(200, "{}");

    /** Begins an answer and never ends it. */
    static final Answer HALF = of(0, "");

    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile IntFunction<Answer> answers = number -> Answer.OK;

  StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  StubServer answering(IntFunction<Answer> change) {
    answers = change;
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  int port() {
    return server.getAddress().getPort();
  }

  RealtimeSettings.Builder settings() {
    return RealtimeSettings.builder()
        .appId("3")
        .key("278d425bdf160c739803")
        .secret("7ad3773142a6692b25b8")
        .host("127.0.0.1")
        .port(port())
        .scheme("http");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Answer answer;
    synchronized (asked) {
      answer = answers.apply(asked.size());
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestURI().getRawQuery(),
              body,
              exchange.getRemoteAddress().getPort()));
    }
    if (answer.equals(Answer.HALF)) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
