package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.PROVIDER_UNAVAILABLE;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.SECOND_FACTOR_REQUIRED;
import static dev.parley.messenger.RefusalCode.WRONG_CODE;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.identity.Flow;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.docs.Refuses;
import dev.parley.server.oauth.Providers;
import dev.parley.server.security.Public;
import dev.parley.server.security.SessionCookies;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Signing in elsewhere, and which ways in there are. For browsers. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ProvidersController {
  private final Providers providers;
  private final ProviderDoor door;
  private final MailGate mails;
  private final PasskeyGate passkeys;
  private final SignInAnswers answers;
  private final Accounts accounts;
  private final SessionCookies cookies;

  ProvidersController(
      Providers providers,
      ProviderDoor door,
      MailGate mails,
      PasskeyGate passkeys,
      SignInAnswers answers,
      Accounts accounts,
      SessionCookies cookies) {
    this.providers = providers;
    this.door = door;
    this.mails = mails;
    this.passkeys = passkeys;
    this.answers = answers;
    this.accounts = accounts;
    this.cookies = cookies;
  }

  /** Tells which ways in this server offers. */
  @Public
  @Get("/options")
  IdentityJson.Options options() {
    return new IdentityJson.Options(
        mails.isOpen(),
        passkeys.isOpen(),
        providers.all().stream().map(IdentityJson.ProviderEntry::of).toList());
  }

  /**
   * Begins a sign-in elsewhere: the browser is to go to the address that this answers. For pages of
   * this server alone.
   */
  @Public
  @Post("/providers/{provider}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, RATE_LIMITED, CSRF_REFUSED, PROVIDER_UNAVAILABLE})
  HttpResponse<IdentityJson.Leave> begin(
      HttpRequest<?> request, String provider, @Body IdentityJson.Start given) {
    Client client = answers.client(request, given.device(), given.deviceId());
    long deviceId = client.deviceId() == null ? 0 : client.deviceId();
    return door.leave(
        request, new Flow(Flow.Kind.SIGN_IN, provider, 0, 0, deviceId, client.device(), ""));
  }

  /**
   * Takes a browser back from a provider: a session in cookies and the way to the messenger, or a
   * page that says what went wrong.
   */
  @Public
  @Get("/providers/{provider}/callback")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> callback(
      HttpRequest<?> request,
      String provider,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String error,
      @Nullable @QueryValue String iss) {
    return door.back(request, new ProviderDoor.Return(provider, state, code, error, iss));
  }

  /** Ends a sign-in elsewhere of somebody whose account asks for a second factor as well. */
  @Public
  @Post("/second-factor")
  @Refuses({WRONG_CODE, SECOND_FACTOR_REQUIRED, NOT_ALLOWED, RATE_LIMITED, CSRF_REFUSED})
  HttpResponse<AuthJson.SignedIn> secondFactor(
      HttpRequest<?> request, @Body IdentityJson.Code given) {
    cookies.checkOrigin(request);
    Tokens tokens = door.complete(request, given.ticket(), given.code());
    return answers.answer(
        request, HttpStatus.OK, tokens, accounts.find(tokens.caller().userId()), true);
  }
}
