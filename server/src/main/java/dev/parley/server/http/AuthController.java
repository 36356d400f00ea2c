package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.MAIL_OFF;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.PROOF_REQUIRED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.SECOND_FACTOR_REQUIRED;
import static dev.parley.messenger.RefusalCode.SESSION_ENDED;
import static dev.parley.messenger.RefusalCode.UNAUTHENTICATED;
import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;
import static dev.parley.messenger.RefusalCode.WEAK_PASSWORD;
import static dev.parley.messenger.RefusalCode.WRONG_CODE;
import static dev.parley.messenger.RefusalCode.WRONG_CREDENTIALS;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.mail.Recovery;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.SignIn;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import dev.parley.server.security.Public;
import dev.parley.server.security.SessionCookies;
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
  private final Recovery recovery;
  private final MailGate mails;
  private final SignInAnswers answers;

  AuthController(
      SignIn signIn,
      Sessions sessions,
      Accounts accounts,
      PasswordChanges passwords,
      SessionCookies cookies,
      Peers peers,
      Recovery recovery,
      MailGate mails,
      SignInAnswers answers) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.passwords = passwords;
    this.cookies = cookies;
    this.peers = peers;
    this.recovery = recovery;
    this.mails = mails;
    this.answers = answers;
  }

  /** Makes an account and signs in. */
  @Public
  @Post("/register")
  @Status(HttpStatus.CREATED)
  @Refuses({USERNAME_TAKEN, WEAK_PASSWORD, RATE_LIMITED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> register(HttpRequest<?> request, @Body AuthJson.Register given) {
    boolean cookie = answers.isCookieMode(request, given.mode());
    SignIn.Registered made =
        signIn.register(given.parse(), answers.client(request, given.device(), given.deviceId()));
    return answers.answer(request, HttpStatus.CREATED, made.tokens(), made.account(), cookie);
  }

  /** Signs in. Whichever of the two was wrong, the answer is the same. */
  @Public
  @Post("/login")
  @Refuses({
    WRONG_CREDENTIALS,
    SECOND_FACTOR_REQUIRED,
    WRONG_CODE,
    NOT_ALLOWED,
    RATE_LIMITED,
    CSRF_REFUSED
  })
  HttpResponse<AuthJson.SignedIn> login(HttpRequest<?> request, @Body AuthJson.Login given) {
    boolean cookie = answers.isCookieMode(request, given.mode());
    Tokens tokens =
        signIn.signIn(
            given.identifier(),
            given.password(),
            given.code(),
            answers.client(request, given.device(), given.deviceId()));
    Account account = accounts.find(tokens.caller().userId());
    return answers.answer(request, HttpStatus.OK, tokens, account, cookie);
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
    return answers.answer(request, HttpStatus.OK, tokens, null, cookie);
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
  @Refuses({WRONG_PASSWORD, PROOF_REQUIRED, WEAK_PASSWORD, RATE_LIMITED})
  void change(Caller caller, @Body AuthJson.PasswordChange given) {
    passwords.change(caller, given.currentPassword(), given.newPassword());
  }

  /**
   * Asks for a mail with a link that sets a new password. The answer never tells whether there is
   * such an account.
   */
  @Public
  @Post("/password/forgot")
  @Status(HttpStatus.ACCEPTED)
  @Refuses({MAIL_OFF, RATE_LIMITED})
  void forgot(HttpRequest<?> request, @Body AuthJson.Forgotten given) {
    mails.requireServer();
    recovery.ask(given.identifier(), peers.network(request));
  }

  /** Sets a new password by the token of a link; all sessions end. */
  @Public
  @Post("/password/reset")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(WEAK_PASSWORD)
  void reset(@Body AuthJson.Reset given) {
    passwords.reset(given.token(), given.newPassword());
  }

  private static Refusal nothingShown() {
    return Refusal.of(
        RefusalCode.UNAUTHENTICATED, "expected refresh_token in the body, or the cookie");
  }
}
