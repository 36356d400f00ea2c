package dev.parley.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Bound;
import dev.parley.messenger.identity.Foreign;
import dev.parley.server.config.ProviderSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any provider that speaks OpenID Connect with discovery; Google is one. Asks it about itself when
 * it is first needed, and again each hour: a provider that is away must not stop this server.
 */
final class OidcProvider implements Provider {
  private final ProviderSettings settings;
  private final ProviderHttp http;
  private final InstantSource clock;
  private volatile @Nullable OidcFacts known;

  OidcProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public ProviderSettings settings() {
    return settings;
  }

  /** Two that ask at once both ask; that costs the provider little. */
  private OidcFacts facts() throws ProviderException {
    OidcFacts facts = known;
    long now = clock.millis();
    if (facts == null || now - facts.readAt() >= Bound.PROVIDER_FACTS_MILLIS.value()) {
      facts = OidcFacts.read(http, settings.issuer(), now);
      known = facts;
    }
    return facts;
  }

  @Override
  public URI begin(Attempt attempt) throws ProviderException {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", attempt.redirect().toString());
    query.put("scope", "openid email profile");
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    URI at = facts().authorization();
    return URI.create(at + (at.getQuery() == null ? "?" : "&") + ProviderHttp.form(query));
  }

  @Override
  public Foreign finish(Attempt attempt, String code) throws ProviderException {
    OidcFacts facts = facts();
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", attempt.redirect().toString());
    form.put("code_verifier", attempt.verifier());
    Map<String, String> headers = Map.of();
    if (facts.postsSecret()) {
      form.put("client_id", settings.clientId());
      form.put("client_secret", settings.clientSecret());
    } else {
      headers = Map.of("Authorization", basic());
    }
    var answer = new Claims(http.post(facts.token(), form, headers));
    Claims token = facts.verified(answer.text("id_token"), settings.clientId(), attempt.nonce());
    String subject = token.subject("sub");
    Claims person = token.textOrNull("email") == null ? more(facts, answer, token) : token;
    return new Foreign(
        settings.id(),
        facts.issuer(),
        subject,
        person.textOrNull("email"),
        person.flag("email_verified"),
        person.word("name"),
        person.word("preferred_username"),
        person.textOrNull("locale"));
  }

  /** Some providers put little into the ID token, and tell the rest to whoever asks for it. */
  private Claims more(OidcFacts facts, Claims answer, Claims token) throws ProviderException {
    URI at = facts.userInfo();
    String access = answer.textOrNull("access_token");
    if (at == null || access == null) {
      return token;
    }
    var told = new Claims(http.get(at, Map.of("Authorization", "Bearer " + access)));
    if (!told.subject("sub").equals(token.subject("sub"))) {
      throw new ProviderException("the provider tells of somebody else than its ID token");
    }
    return told;
  }

  /** As RFC 6749 has it: both parts are encoded as in a form before they are joined. */
  private String basic() {
    String pair =
        ProviderHttp.encoded(settings.clientId())
            + ":"
            + ProviderHttp.encoded(settings.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
