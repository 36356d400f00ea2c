package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.security.Peers;
import dev.parley.server.security.SessionCookies;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all ways in have in common: who asks, and how the tokens travel. Thread-safe. */
@Singleton
final class SignInAnswers {
  private final SessionCookies cookies;
  private final Peers peers;

  SignInAnswers(SessionCookies cookies, Peers peers) {
    this.cookies = cookies;
    this.peers = peers;
  }

  /**
   * Whether the refresh token is to travel in a cookie.
   *
   * @throws Refusal naming {@code mode}; {@code csrf-refused} for pages of other origins
   */
  boolean isCookieMode(HttpRequest<?> request, @Nullable String mode) {
    return switch (mode) {
      case null -> false;
      case "bearer" -> false;
      case "cookie" -> {
        cookies.checkOrigin(request);
        yield true;
      }
      default ->
          throw Refusal.ofField(RefusalCode.INVALID_FIELD, "mode", "expected bearer or cookie");
    };
  }

  /** The program that signs in. */
  Client client(HttpRequest<?> request, @Nullable String device, @Nullable String deviceId) {
    String name =
        device == null || device.isBlank()
            ? Optional.ofNullable(request.getHeaders().get("User-Agent")).orElse("")
            : device;
    return new Client(Texts.bodyId("device_id", deviceId), name, peers.network(request));
  }

  /** The tokens of a session that was opened or renewed. */
  HttpResponse<AuthJson.SignedIn> answer(
      HttpRequest<?> request,
      HttpStatus status,
      Tokens tokens,
      @Nullable Account account,
      boolean cookie) {
    MutableHttpResponse<AuthJson.SignedIn> answer =
        HttpResponse.status(status).body(AuthJson.SignedIn.of(tokens, account, cookie));
    if (cookie) {
      cookies.set(request, answer, tokens);
    }
    return answer;
  }
}
