package dev.parley.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests and sockets as a client of Engine.IO makes them, one at a time. */
public final class EngineClient {
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
  private static final long PATIENCE_SECONDS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final @Nullable String origin;

  /** A client on a page of another origin. */
  public EngineClient(int port) {
    this(port, "https://elsewhere.example");
  }

  /**
   * A client.
   *
   * @param origin of the page that it is on; null if it is on none
   */
  EngineClient(int port, @Nullable String origin) {
    this.port = port;
    this.origin = origin;
  }

  /** A new session over polling. */
  public String open() throws Exception {
    HttpResponse<String> answer = request("GET", "EIO=4&transport=polling", null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return sid(answer.body());
  }

  static String sid(String open) {
    Matcher sid = SID.matcher(open);
    assertThat(sid.find()).as(open).isTrue();
    return sid.group(1);
  }

  public HttpResponse<String> poll(String sid) throws IOException, InterruptedException {
    return request("GET", polling(sid), null);
  }

  CompletableFuture<HttpResponse<String>> pollLater(String sid) {
    return http.sendAsync(build("GET", polling(sid), null), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String sid, String body)
      throws IOException, InterruptedException {
    return request("POST", polling(sid), body);
  }

  HttpResponse<String> request(String method, String query, @Nullable String body)
      throws IOException, InterruptedException {
    return http.send(build(method, query, body), BodyHandlers.ofString());
  }

  private HttpRequest build(String method, String query, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/socket.io/?%s".formatted(port, query)))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return request.build();
  }

  private static String polling(String sid) {
    return "EIO=4&transport=polling&sid=" + sid;
  }

  public Socket socket(String query) {
    var socket = new Socket();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    socket.socket =
        builder
            .buildAsync(
                URI.create("ws://127.0.0.1:%d/socket.io/?%s".formatted(port, query)), socket)
            .join();
    return socket;
  }

  /** Tries a WebSocket as soon as the one before is forgotten. */
  Socket nextTrial(String sid) {
    return await()
        .ignoreExceptions()
        .until(() -> socket("EIO=4&transport=websocket&sid=" + sid), Objects::nonNull);
  }

  /** A WebSocket and what it heard. */
  public static final class Socket implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(-1);
    }

    public void say(String text) {
      Objects.requireNonNull(socket).sendText(text, true).join();
    }

    public void sayBinary(byte[] bytes) {
      Objects.requireNonNull(socket).sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next that is no ping. */
    public String next() throws InterruptedException {
      @Nullable String text;
      do {
        text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } while ("2".equals(text));
      return Objects.requireNonNull(text, "no frame came");
    }

    /** The next, whatever it is. */
    @Nullable String nextOfAll() throws InterruptedException {
      return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public int closed() throws Exception {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
