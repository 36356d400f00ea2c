package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.server.app.JsonTree;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says to push services who sends (RFC 8292): a token for each of them, signed with the key for
 * which browsers have subscribed. Thread-safe.
 */
final class Vapid {
  /** Push services refuse more than a day. */
  private static final Duration LIFE = Duration.ofHours(12);

  private static final Duration KEPT = Duration.ofHours(6);
  private static final int ORIGINS = 1_000;
  private static final String HEADER = text("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");

  private final P256.Pair key;
  private final @Nullable String contact;
  private final InstantSource clock;
  private final Cache<String, Made> made = Caffeine.newBuilder().maximumSize(ORIGINS).build();

  private record Made(String token, Instant at) {}

  /**
   * A sender.
   *
   * @param contact whom a push service may write to, {@code mailto:} or {@code https:}
   */
  Vapid(P256.Pair key, @Nullable String contact, InstantSource clock) {
    this.key = key;
    this.contact = contact;
    this.clock = clock;
  }

  /** The public key, as browsers subscribe for it. */
  String publicKey() {
    return BrowserKeys.text(P256.bytes(key.open()));
  }

  /** The value of {@code Authorization} for a push service. */
  String authorization(URI endpoint) {
    String origin = PushEndpoint.origin(endpoint);
    Instant now = clock.instant();
    Made token = made.getIfPresent(origin);
    if (token == null || token.at.isAfter(now) || token.at.plus(KEPT).isBefore(now)) {
      token = new Made(token(origin, now), now);
      made.put(origin, token);
    }
    return "vapid t=%s, k=%s".formatted(token.token, publicKey());
  }

  private String token(String origin, Instant now) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("aud", origin);
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    if (contact != null) {
      claims.put("sub", contact);
    }
    String content = HEADER + "." + text(JsonTree.write(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.secret());
      signature.update(content.getBytes(US_ASCII));
      return content + "." + BrowserKeys.text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ECDSA", e);
    }
  }

  private static String text(String json) {
    return BrowserKeys.text(json.getBytes(UTF_8));
  }
}
