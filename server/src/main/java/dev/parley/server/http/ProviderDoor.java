package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.factor.SecondFactors;
import dev.parley.messenger.identity.Flow;
import dev.parley.messenger.identity.Flows;
import dev.parley.messenger.identity.Foreign;
import dev.parley.messenger.identity.Identities;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.oauth.Attempt;
import dev.parley.server.oauth.Provider;
import dev.parley.server.oauth.ProviderException;
import dev.parley.server.oauth.Providers;
import dev.parley.server.security.BrowserSecret;
import dev.parley.server.security.Peers;
import dev.parley.server.security.SessionCookies;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door through which browsers leave for a provider and come back. Nothing behind it leads to a
 * provider by itself: who comes back in vain finds a page that says so, and a link. Thread-safe.
 */
@Singleton
final class ProviderDoor {
  private static final Logger log = LoggerFactory.getLogger(ProviderDoor.class);

  private final Providers providers;
  private final Flows flows;
  private final Identities identities;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final BrowserSecret browsers;
  private final Peers peers;

  ProviderDoor(
      Providers providers,
      Flows flows,
      Identities identities,
      SecondFactors factors,
      Sessions sessions,
      SessionCookies cookies,
      BrowserSecret browsers,
      Peers peers) {
    this.providers = providers;
    this.flows = flows;
    this.identities = identities;
    this.factors = factors;
    this.sessions = sessions;
    this.cookies = cookies;
    this.browsers = browsers;
    this.peers = peers;
  }

  /**
   * What a browser brings back.
   *
   * @param error what the provider says instead of a code
   * @param issuer who says it, where the provider tells (RFC 9207)
   */
  record Return(
      String provider,
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "Return[%s]".formatted(provider);
    }
  }

  /**
   * Sends a page's browser off.
   *
   * @throws Refusal {@code not-found}; {@code csrf-refused}; {@code not-allowed} where the browser
   *     would not find back; {@code provider-unavailable}
   */
  HttpResponse<IdentityJson.Leave> leave(HttpRequest<?> request, Flow flow) {
    Provider provider = providers.get(flow.provider());
    cookies.checkOrigin(request);
    String origin = request.getHeaders().get("Origin");
    if (!providers.home().equals(origin)) {
      throw Refusal.of(
          RefusalCode.NOT_ALLOWED,
          "sign in at %s: providers lead back to there".formatted(providers.home()));
    }
    String browser = browsers.ofOrNew(request);
    String state = flows.begin(flow, browser, peers.network(request));
    try {
      URI there = provider.begin(new Attempt(state, browser, providers.redirect(provider)));
      MutableHttpResponse<IdentityJson.Leave> answer =
          HttpResponse.ok(new IdentityJson.Leave(there.toString()));
      browsers.set(request, answer, browser);
      return answer;
    } catch (ProviderException e) {
      log.warn("{} cannot be used: {}", flow.provider(), e.getMessage());
      throw Refusal.of(
          RefusalCode.PROVIDER_UNAVAILABLE, "the provider does not answer; try again later");
    }
  }

  /** Takes a browser back; whatever went wrong ends in a page. */
  HttpResponse<?> back(HttpRequest<?> request, Return back) {
    Optional<Provider> provider = providers.find(back.provider());
    if (provider.isEmpty()) {
      return ReturnPage.of(request, ReturnPage.Reason.UNKNOWN_PROVIDER);
    }
    String browser = browsers.of(request);
    String state = back.state() == null ? "" : back.state();
    Optional<Flow> flow =
        browser.isEmpty() || state.isEmpty() ? Optional.empty() : flows.take(state, browser);
    boolean ours =
        flow.filter(one -> one.provider().equals(back.provider())).isPresent()
            && (back.issuer() == null || back.issuer().equals(provider.get().issuer()));
    if (!ours) {
      return ReturnPage.of(request, ReturnPage.Reason.NOT_BEGUN_HERE);
    }
    if (back.error() != null || back.code() == null) {
      boolean declined = "access_denied".equals(back.error());
      return ReturnPage.of(
          request, declined ? ReturnPage.Reason.DECLINED : ReturnPage.Reason.REFUSED);
    }
    Foreign who;
    try {
      who =
          provider
              .get()
              .finish(new Attempt(state, browser, providers.redirect(provider.get())), back.code());
    } catch (ProviderException e) {
      log.warn("a sign-in by {} failed: {}", back.provider(), e.getMessage());
      return ReturnPage.of(request, ReturnPage.Reason.PROVIDER_FAILED);
    }
    try {
      return switch (flow.get().kind()) {
        case LINK -> linked(request, flow.get(), who);
        case SIGN_IN -> entered(request, flow.get(), browser, who);
        default -> ReturnPage.of(request, ReturnPage.Reason.NOT_BEGUN_HERE);
      };
    } catch (Refusal refusal) {
      return ReturnPage.of(request, ReturnPage.Reason.of(refusal.code()));
    }
  }

  private HttpResponse<?> linked(HttpRequest<?> request, Flow flow, Foreign who) {
    boolean alive =
        sessions.list(flow.userId()).stream()
            .anyMatch(session -> session.sessionId() == flow.sessionId());
    if (!alive) {
      return ReturnPage.of(request, ReturnPage.Reason.NOT_BEGUN_HERE);
    }
    identities.link(flow.userId(), who);
    return HttpResponse.seeOther(URI.create("/settings"));
  }

  private HttpResponse<?> entered(HttpRequest<?> request, Flow flow, String browser, Foreign who) {
    String network = peers.network(request);
    if (!(identities.enter(who, network) instanceof Identities.Opened(long userId))) {
      return ReturnPage.of(request, ReturnPage.Reason.ADDRESS_TAKEN);
    }
    if (factors.isOn(userId)) {
      var ticket =
          new Flow(Flow.Kind.SECOND_FACTOR, "", userId, 0, flow.deviceId(), flow.device(), "");
      String secret = flows.begin(ticket, browser, network);
      MutableHttpResponse<?> answer =
          HttpResponse.seeOther(URI.create("/login#second-factor=" + secret));
      browsers.set(request, answer, browser);
      return answer;
    }
    Tokens tokens = sessions.open(userId, client(flow, network));
    MutableHttpResponse<?> answer = HttpResponse.seeOther(URI.create("/"));
    cookies.set(request, answer, tokens);
    return answer;
  }

  /**
   * Opens the session of somebody who came from a provider and has given the code that was lacking.
   *
   * @throws Refusal naming {@code ticket}; as {@link SecondFactors#check}
   */
  Tokens complete(HttpRequest<?> request, @Nullable String ticket, @Nullable String code) {
    String secret = ticket == null ? "" : ticket;
    String browser = browsers.of(request);
    Flow flow =
        flows
            .look(secret, browser)
            .filter(one -> one.kind() == Flow.Kind.SECOND_FACTOR)
            .orElseThrow(ProviderDoor::tooLate);
    factors.check(flow.userId(), code);
    if (flows.take(secret, browser).isEmpty()) {
      throw tooLate();
    }
    return sessions.open(flow.userId(), client(flow, peers.network(request)));
  }

  private static Client client(Flow flow, String network) {
    return new Client(flow.deviceId() == 0 ? null : flow.deviceId(), flow.device(), network);
  }

  private static Refusal tooLate() {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD, "ticket", "this sign-in took too long; begin again");
  }
}
