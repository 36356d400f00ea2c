package dev.parley.server.sync;

import dev.parley.server.app.JsonTree;
import dev.parley.server.sync.client.Push;
import dev.parley.server.sync.client.Transport;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.SyncView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session with a socket that speaks the Pusher protocol. */
final class HttpPhone implements Ground.Phone {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 20;
  private static final String CHANNEL = "private-conversation-";

  private final HttpCaller caller;
  private final Transport transport;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private @Nullable Line line;

  HttpPhone(HttpCaller caller) {
    this.caller = caller;
    this.transport = new HttpTransport(caller);
  }

  HttpCaller caller() {
    return caller;
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public void connect(Consumer<Push> ear) {
    var opened = new Line(ear);
    String key = caller.call("GET", "/api/realtime").text("key");
    opened.socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:%d/app/%s?protocol=7".formatted(caller.port(), key)),
                opened)
            .join();
    opened.socketId = soon(opened.greeted);
    line = opened;
    opened.subscribe("private-user-" + caller.userId());
    soon(opened.headTold); // the head is told at the join
  }

  private static <T> T soon(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public boolean isConnected() {
    return line != null;
  }

  @Override
  public void hold(Set<String> conversations) {
    Line open = line;
    if (open == null) {
      return;
    }
    for (String id : Set.copyOf(held)) {
      if (!conversations.contains(id)) {
        held.remove(id);
        open.send("pusher:unsubscribe", Map.of("channel", CHANNEL + id));
      }
    }
    for (String id : conversations) {
      if (held.add(id)) {
        try {
          open.subscribe(CHANNEL + id);
        } catch (Transport.Refused _) {
          held.remove(id); // not ours any more; the own log tells so
        }
      }
    }
  }

  @Override
  public void cut() {
    Line open = line;
    line = null;
    held.clear();
    if (open != null && open.socket != null) {
      open.socket.abort();
    }
  }

  /** One socket. */
  private final class Line implements WebSocket.Listener {
    private final Consumer<Push> ear;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> greeted = new CompletableFuture<>();
    private final CompletableFuture<Boolean> headTold = new CompletableFuture<>();
    private volatile @Nullable WebSocket socket;
    private String socketId = "";

    Line(Consumer<Push> ear) {
      this.ear = ear;
    }

    void subscribe(String channel) {
      String form = "socket_id=" + socketId + "&channel_name=" + channel;
      Tree signature = caller.form("/api/realtime/auth", form);
      var data = new LinkedHashMap<String, Object>();
      data.put("channel", channel);
      data.put("auth", signature.text("auth"));
      data.put("channel_data", signature.text("channel_data"));
      send("pusher:subscribe", data);
    }

    void send(String event, Map<String, ?> data) {
      WebSocket open = socket;
      if (open != null) {
        open.sendText(JsonTree.write(Map.of("event", event, "data", data)), true).join();
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        hear(webSocket, Tree.of(whole));
      }
      webSocket.request(1);
      return null;
    }

    private void hear(WebSocket webSocket, Tree frame) {
      switch (frame.text("event")) {
        case "pusher:ping" -> webSocket.sendText("{\"event\":\"pusher:pong\",\"data\":{}}", true);
        case "pusher:connection_established" -> greeted.complete(data(frame).text("socket_id"));
        case "pusher:subscription_error" -> held.remove(frame.text("channel").replace(CHANNEL, ""));
        case "sync" -> {
          ear.accept(new Push.Told(data(frame).as(SyncView.class)));
          headTold.complete(true);
        }
        case "message:new", "message:update" -> ear.accept(message(data(frame)));
        default -> {} // told by entries as well
      }
    }

    private static Tree data(Tree frame) {
      return Tree.of(frame.text("data"));
    }

    private static Push message(Tree data) {
      return data.has("pointer")
          ? new Push.Pointed(data.text("conversation_id"), data.number("rev"))
          : new Push.Body(data.as(MessageView.class));
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      greeted.completeExceptionally(error);
    }
  }
}
