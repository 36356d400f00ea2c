package dev.parley.server.push;

import dev.parley.channels.webhook.PublicSockets;
import dev.parley.messenger.Bound;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
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
   */
  PushService(boolean allowPrivate, InstantSource clock) {
    var builder =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY) // a proxy would hide the address that is judged
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
            .callTimeout(Duration.ofMillis(Bound.PUSH_ANSWER_MILLIS.value()));
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
      return new Answer(response.code(), retryAfter(response.header("Retry-After")));
    }
  }

  /** Seconds or a date (RFC 9110). */
  private @Nullable Duration retryAfter(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), at);
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
