package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A socket of somebody's, which speaks the Pusher protocol as its official clients do. */
final class LiveClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Person person;
  private final WebSocket socket;
  private final Ears ears;
  private final String socketId;

  /** One event as it came. */
  record Event(String name, String channel, String data, @Nullable String userId) {
    Map<String, Object> tree() {
      return JsonTree.read(data);
    }

    long number(String name) {
      return Long.parseLong(String.valueOf(tree().get(name)));
    }
  }

  private static final class Ears implements WebSocket.Listener {
    final LinkedBlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
    final List<Event> all = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        Map<String, Object> tree = JsonTree.read(text.toString());
        text.setLength(0);
        Object user = tree.get("user_id");
        var event =
            new Event(
                String.valueOf(tree.get("event")),
                String.valueOf(tree.getOrDefault("channel", "")),
                String.valueOf(tree.get("data")),
                user == null ? null : String.valueOf(user));
        if (event.name.equals("pusher:ping")) {
          webSocket.sendText("{\"event\":\"pusher:pong\",\"data\":{}}", true);
        } else {
          all.add(event);
          waiting.add(event);
        }
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(-1);
    }
  }

  private LiveClient(Person person, WebSocket socket, Ears ears) {
    this.person = person;
    this.socket = socket;
    this.ears = ears;
    this.socketId = String.valueOf(await("pusher:connection_established").tree().get("socket_id"));
  }

  static LiveClient of(Person person) throws IOException {
    Map<String, Object> how = person.did("GET", "/api/realtime");
    var ears = new Ears();
    WebSocket socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    "ws://127.0.0.1:%d/app/%s?protocol=7"
                        .formatted(person.http().port(), how.get("key"))),
                ears)
            .join();
    return new LiveClient(person, socket, ears);
  }

  /** One that holds its user's own channel and these. */
  static LiveClient on(Person person, String... channels) throws IOException {
    LiveClient client = of(person);
    client.subscribe("private-user-" + person.id());
    for (String channel : channels) {
      client.subscribe(channel);
    }
    return client;
  }

  String socketId() {
    return socketId;
  }

  /** Asks for a signature as pusher-js does. */
  RawHttp.Answer sign(String channel, String... headers) throws IOException {
    return post(
        person,
        "/api/realtime/auth",
        "socket_id=" + socketId + "&channel_name=" + URLEncoder.encode(channel, UTF_8),
        headers);
  }

  static RawHttp.Answer post(Person person, String path, String form, String... more)
      throws IOException {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("Content-Type: application/x-www-form-urlencoded");
    if (more.length == 0) {
      headers.add("Authorization: Bearer " + person.token());
    }
    return person.http().send("POST", path, form, headers.toArray(String[]::new));
  }

  void subscribe(String channel) throws IOException {
    RawHttp.Answer answer = sign(channel);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    subscribe(channel, JsonTree.read(answer.body()));
    Event done = await("pusher_internal:subscription_succeeded");
    assertThat(done.channel()).isEqualTo(channel);
  }

  /** Shows a signature that was given before. */
  void subscribe(String channel, Map<String, Object> signature) {
    send(
        JsonTree.write(
            Map.of(
                "event",
                "pusher:subscribe",
                "data",
                Map.of(
                    "channel",
                    channel,
                    "auth",
                    signature.get("auth"),
                    "channel_data",
                    signature.get("channel_data")))));
  }

  void clientEvent(String event, String channel, String data) {
    send("{\"event\":\"%s\",\"channel\":\"%s\",\"data\":%s}".formatted(event, channel, data));
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The next event of this name; others are passed over. */
  Event await(String name) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        Event event = ears.waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(event).as("%s heard %s, and not %s", person.name(), ears.all, name).isNotNull();
        if (event.name.equals(name)) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that was heard, pings left out. */
  List<Event> heard() {
    return ears.all;
  }

  List<Event> heard(String name) {
    return ears.all.stream().filter(event -> event.name.equals(name)).toList();
  }

  /** The close code; fails if the socket stays open for longer. */
  int closedWithin(Duration time) {
    return ears.closed.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** A round trip: whatever was sent to this socket before has been heard afterwards. */
  void settle() {
    send("{\"event\":\"pusher:ping\",\"data\":{}}");
    await("pusher:pong");
  }

  @Override
  public void close() {
    socket.abort();
  }
}
