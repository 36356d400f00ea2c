package dev.parley.server.security;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.LiveSessions;
import dev.parley.messenger.session.Sessions;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who asks for something that a page shows, such as an image: by an access token, or by the cookie
 * that a browser sends by itself. Only for what changes nothing. Thread-safe; blocks.
 */
@Singleton
public final class Readers {
  private final LiveSessions sessions;
  private final Sessions refreshing;
  private final SessionCookies cookies;

  Readers(LiveSessions sessions, Sessions refreshing, SessionCookies cookies) {
    this.sessions = sessions;
    this.refreshing = refreshing;
    this.cookies = cookies;
  }

  /** What shows who asks, whether it is good or not; empty if there is nothing. */
  public Optional<String> credential(HttpRequest<?> request) {
    String header = request.getHeaders().get("Authorization");
    return header == null ? cookies.readingToken(request) : Optional.of(header);
  }

  /**
   * Whoever asks.
   *
   * @throws Refusal {@code unauthenticated}, {@code session-ended}
   */
  public Caller reader(HttpRequest<?> request) {
    Optional<String> cookie =
        request.getHeaders().contains("Authorization")
            ? Optional.empty()
            : cookies.readingToken(request);
    return cookie.isPresent()
        ? refreshing.holder(cookie.get())
        : sessions.authenticate(Authentication.token(request, "an access token"));
  }
}
