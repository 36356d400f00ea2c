package dev.parley.channels.node;

import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.Json.Value;
import dev.parley.channels.protocol.Signature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the platform's own making, so that tests do not check our code with our code. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private final String socketId;

  /** The close code of a server that does not want us. */
  static int refusal(int port) {
    try (var client = new TestClient(port, false)) {
      client.expect("pusher:error");
      return Integer.parseInt(text(client.expect("closed"), "data"));
    }
  }

  TestClient(int port) {
    this(port, true);
  }

  private TestClient(int port, boolean welcome) {
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:%d/app/key?protocol=7".formatted(port)), this)
            .join();
    socketId = welcome ? text(data(expect("pusher:connection_established")), "socket_id") : "";
  }

  void send(String json) {
    socket.sendText(json, true).join();
  }

  void subscribe(String channel) {
    subscribe(channel, null);
  }

  /** Asks for a channel, signed as the app's back end would. */
  void subscribe(String channel, @Nullable String channelData) {
    String plain = socketId + ":" + channel;
    String signed = channelData == null ? plain : plain + ":" + channelData;
    String auth = "key:" + Signature.sign("secret", signed);
    String more = channelData == null ? "" : ",\"channel_data\":" + quoted(channelData);
    send(
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"%s\",\"auth\":\"%s\"%s}}"
            .formatted(channel, auth, more));
  }

  void unsubscribe(String channel) {
    send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(channel));
  }

  /** The next frame, of whatever event. */
  Map<String, Value> next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no frame within %d s".formatted(PATIENCE_SECONDS));
      }
      return Json.object(frame).orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next frame, which has to be of that event. */
  Map<String, Value> expect(String event) {
    Map<String, Value> frame = next();
    if (!event.equals(text(frame, "event"))) {
      throw new AssertionError("expected " + event + ", got " + frame);
    }
    return frame;
  }

  static Map<String, Value> data(Map<String, Value> frame) {
    return Json.object(text(frame, "data")).orElseThrow();
  }

  static String text(Map<String, Value> object, String name) {
    Value value = object.get(name);
    if (value == null) {
      throw new AssertionError("no " + name + " in " + object);
    }
    return value.text();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence part, boolean last) {
    partial.append(part);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    ws.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
    frames.add("{\"event\":\"closed\",\"data\":\"" + code + "\"}");
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }
}
