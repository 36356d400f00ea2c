package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.channels.protocol.Signature;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A back end that takes webhooks. */
public final class HookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** A request as it came, whatever it was answered. */
  public record Request(String key, String signature, String extra, String body) {
    /** Whether it was signed with the secret. */
    public boolean isSignedWith(String secret) {
      return Signature.sign(secret, body.getBytes(UTF_8)).equals(signature);
    }
  }

  private HookReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** One on a free port of this machine. */
  public static HookReceiver start() {
    try {
      return new HookReceiver(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var headers = exchange.getRequestHeaders();
    int answer = status;
    requests.add(
        new Request(
            String.valueOf(headers.getFirst("X-Pusher-Key")),
            String.valueOf(headers.getFirst("X-Pusher-Signature")),
            String.valueOf(headers.getFirst("X-Extra")),
            body));
    if (answer == 200) {
      Person.rows(JsonTree.read(body), "events").forEach(events::add);
    }
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  /** What everything from now on is answered. */
  public void answer(int changed) {
    status = changed;
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Request> requests() {
    return requests;
  }

  /** Events that were accepted, in the order of their coming. */
  public List<Map<String, Object>> events() {
    return events;
  }

  /** Those of a kind and channel; what they hold. */
  List<Map<String, Object>> data(String name, String channel) {
    return events.stream()
        .filter(event -> name.equals(event.get("name")) && channel.equals(event.get("channel")))
        .map(event -> {
          assertThat(event.values()).allMatch(String.class::isInstance);
          return JsonTree.read(String.valueOf(event.get("data")));
        })
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
