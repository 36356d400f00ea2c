package dev.parley.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A push service on loopback: takes everything, answers 201 after a while, and remembers what came
 * when. Thread-safe.
 */
public final class PushReceipts implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMillis(20);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Receipt> receipts = new ArrayList<>();

  /** One request: for which browser, and when it was there, by {@link System#nanoTime}. */
  public record Receipt(String browser, long nanos) {}

  /** One that listens. */
  public PushReceipts() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    } catch (IOException e) {
      throw new LoadException("no push service", e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      note(new Receipt(exchange.getRequestURI().getPath(), System.nanoTime()));
      Thread.sleep(ANSWER); // what is simulated: the service's own work
      exchange.sendResponseHeaders(201, -1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(Receipt receipt) {
    receipts.add(receipt);
    notifyAll();
  }

  /** Where a browser takes its pushes. */
  public String endpoint(String browser) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + browser;
  }

  /**
   * Takes what has come, as soon as it is of so many browsers, or when the time is over.
   *
   * @param browsers how many of them are to be told
   */
  synchronized List<Receipt> await(int browsers, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (browsers() < browsers && System.nanoTime() < end) {
      wait(50);
    }
    List<Receipt> all = List.copyOf(receipts);
    receipts.clear();
    return all;
  }

  private int browsers() {
    if (receipts.isEmpty()) {
      return 0;
    }
    var seen = new HashSet<String>();
    receipts.forEach(one -> seen.add(one.browser));
    return seen.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
