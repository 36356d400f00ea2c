package dev.parley.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Bound;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks programs of providers: in time, up to a length, and without following redirects.
 * Thread-safe; blocks.
 */
final class ProviderHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(Bound.PROVIDER_MILLIS.value());

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** The query or form of pairs, in the order of the map. */
  static String form(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  Map<String, Object> get(URI uri, Map<String, String> headers) throws ProviderException {
    return tree(text(uri, headers));
  }

  /** The answer as it is. */
  String text(URI uri, Map<String, String> headers) throws ProviderException {
    return send(request(uri, headers).GET().build());
  }

  Map<String, Object> post(URI uri, Map<String, String> form, Map<String, String> headers)
      throws ProviderException {
    return tree(
        send(
            request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                .build()));
  }

  private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json");
    headers.forEach(request::header);
    return request;
  }

  static Map<String, Object> tree(String text) throws ProviderException {
    try {
      return JsonTree.read(text);
    } catch (IllegalArgumentException e) {
      throw new ProviderException("the provider's answer is not the JSON that was expected", e);
    }
  }

  /** Says the host and the status alone: the address may hold secrets, and the answer tokens. */
  private String send(HttpRequest request) throws ProviderException {
    String host = request.uri().getHost();
    try {
      HttpResponse<String> answer =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(UTF_8), Bound.PROVIDER_BODY_BYTES.value()));
      if (answer.statusCode() != 200) {
        throw new ProviderException("%s answered %d".formatted(host, answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new ProviderException(
          "%s did not answer: %s".formatted(host, e.getClass().getSimpleName()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ProviderException("interrupted while asking " + host);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
