package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Files over HTTP, as somebody sends and gets them. */
final class MediaHttp implements AutoCloseable {
  private final HttpClient client;
  private final String origin;

  MediaHttp(int port) {
    this(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
  }

  MediaHttp(HttpClient client, String origin) {
    this.client = client;
    this.origin = origin;
  }

  /** A request of any kind; headers are name, value, name, value … */
  HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  HttpResponse<byte[]> get(Person reader, String path, String... headers) throws IOException {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + reader.token();
    return send("GET", path, new byte[0], all);
  }

  HttpResponse<byte[]> tryUpload(Person owner, String name, byte[] content) throws IOException {
    return send(
        "POST",
        "/api/media?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
        content,
        "Authorization",
        "Bearer " + owner.token(),
        "Content-Type",
        "text/html");
  }

  Map<String, Object> upload(Person owner, String name, byte[] content) throws IOException {
    HttpResponse<byte[]> answer = tryUpload(owner, name, content);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    return JsonTree.read(text(answer));
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
