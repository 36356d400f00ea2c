package dev.parley.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.web.RequestAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a browser holds a session: the refresh token in a cookie that no script can read, and beside
 * it one that scripts of this origin read and send back in a header. The second is derived from the
 * first, so a cookie that another origin managed to plant does not fit. Thread-safe.
 *
 * <p>Over TLS both carry the {@code __Host-} prefix; over plain HTTP, for a LAN or a first try,
 * neither the prefix nor {@code Secure} would work.
 */
@Singleton
public final class SessionCookies {
  /** The header that repeats the readable cookie. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String HOST = "__Host-";
  private static final String REFRESH = "parley_refresh";
  private static final String CSRF = "parley_csrf";

  private final ServerSettings settings;
  private final Peers peers;
  private final Clock clock;

  SessionCookies(ServerSettings settings, Peers peers, Clock clock) {
    this.settings = settings;
    this.peers = peers;
    this.clock = clock;
  }

  /**
   * Refuses pages of other origins.
   *
   * @throws Refusal {@code csrf-refused}
   */
  public void checkOrigin(HttpRequest<?> request) {
    @Nullable String origin = request.getHeaders().get("Origin");
    boolean own =
        origin != null
            && (RequestAddress.of(request).isOwnOrigin(origin)
                || settings.corsOrigins().contains(origin));
    if (!own) {
      throw Refusal.of(
          RefusalCode.CSRF_REFUSED,
          "cookies are for pages of this server: the Origin header is missing or another's");
    }
  }

  /**
   * The refresh token of a page of this origin.
   *
   * @return empty if there is no cookie
   * @throws Refusal {@code csrf-refused}
   */
  public Optional<String> refreshToken(HttpRequest<?> request) {
    Optional<String> refresh = cookie(request, REFRESH);
    if (refresh.isEmpty()) {
      return refresh;
    }
    checkOrigin(request);
    String expected = csrf(refresh.get());
    @Nullable String header = request.getHeaders().get(CSRF_HEADER);
    boolean fits =
        header != null
            && same(expected, header)
            && cookie(request, CSRF).filter(shown -> same(expected, shown)).isPresent();
    if (!fits) {
      throw Refusal.of(
          RefusalCode.CSRF_REFUSED,
          "expected the header %s with the value of the cookie %s".formatted(CSRF_HEADER, CSRF));
    }
    return refresh;
  }

  /**
   * The refresh token of whatever page it is that only reads: a browser sends it with requests from
   * pages of this site alone, and lets others not see the answer.
   */
  Optional<String> readingToken(HttpRequest<?> request) {
    return cookie(request, REFRESH);
  }

  /** Gives a browser its tokens. */
  public void set(HttpRequest<?> request, MutableHttpResponse<?> response, Tokens tokens) {
    Duration life = Duration.ofMillis(Math.max(1_000, tokens.refreshExpiresAt() - clock.millis()));
    response.cookie(make(request, REFRESH, tokens.refresh(), life).httpOnly(true));
    response.cookie(make(request, CSRF, csrf(tokens.refresh()), life));
  }

  /** Takes them away. */
  public void clear(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.cookie(make(request, REFRESH, "", Duration.ZERO).httpOnly(true));
    response.cookie(make(request, CSRF, "", Duration.ZERO));
  }

  private Cookie make(HttpRequest<?> request, String name, String value, Duration life) {
    boolean https = peers.isHttps(request);
    return Cookie.of(https ? HOST + name : name, value)
        .path("/")
        .secure(https)
        .httpOnly(false)
        .sameSite(SameSite.Strict)
        .maxAge(life);
  }

  private Optional<String> cookie(HttpRequest<?> request, String name) {
    return request
        .getCookies()
        .findCookie(peers.isHttps(request) ? HOST + name : name)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static String csrf(String refresh) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(("csrf\0" + refresh).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean same(String expected, String shown) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), shown.getBytes(UTF_8));
  }
}
