package dev.parley.server.push;

import dev.parley.channels.webhook.PublicSockets;
import dev.parley.messenger.Bound;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The way to push services (RFC 8030). Thread-safe; blocks. */
final class PushService implements AutoCloseable {
  private final OkHttpClient client;
  private final InstantSource clock;

  /**
   * A way that nothing was sent on.
   *
   * @param allowPrivate whether addresses count that are not public
   * @param patience until a push service must have answered
   */
  PushService(boolean allowPrivate, Duration patience, InstantSource clock) {
    var builder =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY) // a proxy would hide the address that is judged
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(Bound.PUSHES_AT_ONCE.count(), 1, TimeUnit.MINUTES))
            .callTimeout(patience);
    if (!allowPrivate) {
      builder.socketFactory(new PublicSockets());
    }
    this.client = builder.build();
    this.clock = clock;
  }

  /**
   * What is said to the push service.
   *
   * @param topic at most 32 characters of Base64url; a later one replaces what waits there
   */
  record Parcel(
      URI endpoint, String authorization, String topic, long ttlSeconds, boolean urgent) {}

  /**
   * What it said.
   *
   * @param pause before another try; {@code null} if it said nothing of it
   */
  record Answer(int status, @Nullable Duration pause) {}

  Answer send(Parcel parcel, byte[] body) throws IOException {
    var request =
        new Request.Builder()
            .url(parcel.endpoint.toString())
            .header("Authorization", parcel.authorization)
            .header("Content-Encoding", "aes128gcm")
            .header("Content-Type", "application/octet-stream")
            .header("TTL", Long.toString(parcel.ttlSeconds))
            .header("Topic", parcel.topic)
            .header("Urgency", parcel.urgent ? "high" : "normal")
            .header("User-Agent", "Parley")
            .post(RequestBody.create(body))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return new Answer(response.code(), retryAfter(response.headers()));
    }
  }

  /** Seconds, or a date in one of the three forms that there are (RFC 9110). */
  private @Nullable Duration retryAfter(Headers headers) {
    String text = headers.get("Retry-After");
    if (text == null) {
      return null;
    }
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant at = headers.getInstant("Retry-After");
    return at == null ? null : Duration.between(clock.instant(), at);
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
