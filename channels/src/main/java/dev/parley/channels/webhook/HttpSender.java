package dev.parley.channels.webhook;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts deliveries. Any 2xx is acceptance; redirects are not followed, since a signature is meant
 * for one receiver. Connections are kept for a minute.
 */
final class HttpSender implements Sender {
  /** Exactly this: two official helpers refuse a body whose type names a charset. */
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;

  HttpSender(Limits limits, boolean allowPrivate) {
    var builder =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY) // a proxy would hide the address that is judged
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
            .connectTimeout(Duration.ofMillis(limits.get(Limit.WEBHOOK_CONNECT_MILLIS)))
            .readTimeout(Duration.ZERO) // the whole call has one
            .writeTimeout(Duration.ZERO)
            .callTimeout(
                Duration.ofMillis(
                    limits.get(Limit.WEBHOOK_CONNECT_MILLIS)
                        + limits.get(Limit.WEBHOOK_ANSWER_MILLIS)));
    if (!allowPrivate) {
      builder.socketFactory(new PublicSockets());
    }
    this.client = builder.build();
  }

  @Override
  public Optional<String> send(Delivery delivery, Map<String, String> headers) {
    try {
      var request = new Request.Builder().url(delivery.url());
      headers.forEach(request::header);
      request
          .header("X-Pusher-Key", delivery.key())
          .header("X-Pusher-Signature", delivery.signature())
          .post(RequestBody.create(delivery.body(), JSON));
      if (!headers.keySet().stream().anyMatch("user-agent"::equalsIgnoreCase)) {
        request.header("User-Agent", "Parley");
      }
      try (Response response = client.newCall(request.build()).execute()) {
        return response.isSuccessful()
            ? Optional.empty()
            : Optional.of("HTTP status " + response.code());
      }
    } catch (IOException | RuntimeException e) { // whatever it is, the lane goes on
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
