package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** A session's stream over HTTP, line by line. For one thread. */
public final class XhrStream implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final BufferedReader lines;

  private XhrStream(String base) {
    this.base = base;
    try {
      var answer = client.send(post("/xhr_streaming?protocol=7", ""), BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Opens a session of the checklist's app.
   *
   * @param session number and name, as clients make them up
   */
  public static XhrStream open(ServerUnderTest server, String session) {
    return new XhrStream(
        "http://%s:%d%s/pusher/app/%s/%s"
            .formatted(server.host(), server.port(), server.pathPrefix(), TestApp.KEY, session));
  }

  /** The next frame, or null when the stream has ended. */
  public @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a body to the session and answers the status. */
  public int say(String body) {
    try {
      return client.send(post("/xhr_send", body), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest post(String action, String body) {
    return HttpRequest.newBuilder(URI.create(base + action))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
