package dev.parley.server.security;

import dev.parley.messenger.Bound;
import dev.parley.messenger.OneTime;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * A secret that only one browser holds while it signs in elsewhere, so that nobody can end in their
 * browser what was begun in another. Its cookie is {@code SameSite=Lax}: a strict one would not
 * come back when the provider sends the browser back, and the sign-in would begin again for ever.
 * Thread-safe.
 */
@Singleton
public final class BrowserSecret {
  private static final String NAME = "parley_browser";
  private static final Duration LIFE = Duration.ofMillis(2 * Bound.FLOW_MILLIS.value());

  private final SecureRandom random = new SecureRandom();
  private final Peers peers;

  BrowserSecret(Peers peers) {
    this.peers = peers;
  }

  /** The browser's secret; empty if it has none. */
  public String of(HttpRequest<?> request) {
    return request.getCookies().findCookie(name(request)).map(Cookie::getValue).orElse("");
  }

  /** The browser's secret, or a new one: two tabs share it. */
  public String ofOrNew(HttpRequest<?> request) {
    String known = of(request);
    return known.matches("[A-Za-z0-9_-]{43}") ? known : OneTime.make(random);
  }

  /** Gives it to the browser. */
  public void set(HttpRequest<?> request, MutableHttpResponse<?> response, String secret) {
    response.cookie(
        Cookie.of(name(request), secret)
            .path("/")
            .secure(peers.isHttps(request))
            .httpOnly(true)
            .sameSite(SameSite.Lax)
            .maxAge(LIFE));
  }

  private String name(HttpRequest<?> request) {
    return peers.isHttps(request) ? "__Host-" + NAME : NAME;
  }
}
