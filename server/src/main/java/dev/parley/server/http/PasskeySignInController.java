package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.app.JsonTree;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import dev.parley.server.security.Public;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in with a passkey, and nothing else. */
@Controller("/api/auth/passkey")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PasskeySignInController {
  private final PasskeyGate passkeys;
  private final Sessions sessions;
  private final Accounts accounts;
  private final SignInAnswers answers;
  private final Peers peers;

  PasskeySignInController(
      PasskeyGate passkeys,
      Sessions sessions,
      Accounts accounts,
      SignInAnswers answers,
      Peers peers) {
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.accounts = accounts;
    this.answers = answers;
    this.peers = peers;
  }

  /** Gives what the browser is to ask an authenticator. */
  @Public
  @Post
  @Refuses({NOT_ALLOWED, RATE_LIMITED})
  IdentityJson.Asked begin(HttpRequest<?> request) {
    return IdentityJson.Asked.of(passkeys.get().beginSignIn(peers.network(request)));
  }

  /** Signs in by the authenticator's answer. */
  @Public
  @Post("/sign-in")
  @Refuses({NOT_ALLOWED, RATE_LIMITED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> signIn(
      HttpRequest<?> request, @Body IdentityJson.PasskeySignIn given) {
    boolean cookie = answers.isCookieMode(request, given.mode());
    long userId = passkeys.get().finishSignIn(given.flow(), text(given.credential()));
    Tokens tokens =
        sessions.open(userId, answers.client(request, given.device(), given.deviceId()));
    return answers.answer(request, HttpStatus.OK, tokens, accounts.find(userId), cookie);
  }

  /** The authenticator's answer as the checks take it. */
  static String text(@Nullable Map<String, Object> credential) {
    if (credential == null) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "credential", "expected the authenticator's answer");
    }
    return JsonTree.write(credential);
  }
}
