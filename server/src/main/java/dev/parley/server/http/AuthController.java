package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.SESSION_ENDED;
import static dev.parley.messenger.RefusalCode.UNAUTHENTICATED;
import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;
import static dev.parley.messenger.RefusalCode.WEAK_PASSWORD;
import static dev.parley.messenger.RefusalCode.WRONG_CREDENTIALS;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.SignIn;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import dev.parley.server.security.Public;
import dev.parley.server.security.SessionCookies;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing up, in and out, and new tokens. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AuthController {
  private final SignIn signIn;
  private final Sessions sessions;
  private final Accounts accounts;
  private final PasswordChanges passwords;
  private final SessionCookies cookies;
  private final Peers peers;
  private final Budget forgotten;

  AuthController(
      SignIn signIn,
      Sessions sessions,
      Accounts accounts,
      PasswordChanges passwords,
      SessionCookies cookies,
      Peers peers,
      Clock clock) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.passwords = passwords;
    this.cookies = cookies;
    this.peers = peers;
    this.forgotten = new Budget(Bound.RESET_REQUESTS_PER_HOUR.value(), Duration.ofHours(1), clock);
  }

  /** Makes an account and signs in. */
  @Public
  @Post("/register")
  @Status(HttpStatus.CREATED)
  @Refuses({USERNAME_TAKEN, WEAK_PASSWORD, RATE_LIMITED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> register(HttpRequest<?> request, @Body AuthJson.Register given) {
    boolean cookie = isCookieMode(request, given.mode());
    SignIn.Registered made =
        signIn.register(given.parse(), client(request, given.device(), given.deviceId()));
    return answer(request, HttpStatus.CREATED, made.tokens(), made.account(), cookie);
  }

  /** Signs in. Whichever of the two was wrong, the answer is the same. */
  @Public
  @Post("/login")
  @Refuses({WRONG_CREDENTIALS, NOT_ALLOWED, RATE_LIMITED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> login(HttpRequest<?> request, @Body AuthJson.Login given) {
    boolean cookie = isCookieMode(request, given.mode());
    Tokens tokens =
        signIn.signIn(
            given.identifier(),
            given.password(),
            client(request, given.device(), given.deviceId()));
    Account account = accounts.find(tokens.caller().userId());
    return answer(request, HttpStatus.OK, tokens, account, cookie);
  }

  /** Exchanges a refresh token, of the body or of the cookie, for the next pair. */
  @Public
  @Post("/refresh")
  @Refuses({UNAUTHENTICATED, SESSION_ENDED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> refresh(
      HttpRequest<?> request, @Body AuthJson.@Nullable Refresh given) {
    String shown = given == null ? null : given.refreshToken();
    boolean cookie = shown == null;
    String token =
        cookie
            ? cookies.refreshToken(request).orElseThrow(AuthController::nothingShown)
            : String.valueOf(shown);
    Tokens tokens = sessions.refresh(token, peers.network(request));
    return answer(request, HttpStatus.OK, tokens, null, cookie);
  }

  /** Ends the session of a refresh token, of the body or of the cookie; it may be over already. */
  @Public
  @Post("/logout")
  @Refuses({UNAUTHENTICATED, CSRF_REFUSED})
  HttpResponse<?> logout(HttpRequest<?> request, @Body AuthJson.@Nullable Refresh given) {
    MutableHttpResponse<?> done = HttpResponse.noContent();
    String shown = given == null ? null : given.refreshToken();
    if (shown != null) {
      sessions.signOut(shown);
      return done;
    }
    sessions.signOut(cookies.refreshToken(request).orElseThrow(AuthController::nothingShown));
    cookies.clear(request, done);
    return done;
  }

  /** Changes the caller's password; their other sessions end. */
  @Post("/password/change")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({WRONG_PASSWORD, WEAK_PASSWORD, RATE_LIMITED})
  void change(Caller caller, @Body AuthJson.PasswordChange given) {
    passwords.change(caller, given.currentPassword(), given.newPassword());
  }

  /** Asks for a way back in. The answer never tells whether there is such an account. */
  @Public
  @Post("/password/forgot")
  @Status(HttpStatus.ACCEPTED)
  @Refuses(RATE_LIMITED)
  void forgot(HttpRequest<?> request, @Body AuthJson.Forgotten given) {
    forgotten.spend(peers.network(request));
    if (given.identifier() == null || given.identifier().isBlank()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "identifier", "expected a username or an address");
    }
  }

  /** Sets a new password by the token of a link; all sessions end. */
  @Public
  @Post("/password/reset")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(WEAK_PASSWORD)
  void reset(@Body AuthJson.Reset given) {
    passwords.reset(given.token(), given.newPassword());
  }

  private HttpResponse<AuthJson.SignedIn> answer(
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

  private boolean isCookieMode(HttpRequest<?> request, @Nullable String mode) {
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

  private Client client(
      HttpRequest<?> request, @Nullable String device, @Nullable String deviceId) {
    String name =
        device == null || device.isBlank()
            ? Optional.ofNullable(request.getHeaders().get("User-Agent")).orElse("")
            : device;
    return new Client(Texts.bodyId("device_id", deviceId), name, peers.network(request));
  }

  private static Refusal nothingShown() {
    return Refusal.of(
        RefusalCode.UNAUTHENTICATED, "expected refresh_token in the body, or the cookie");
  }
}
