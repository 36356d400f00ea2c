package dev.parley.server.oauth;

import dev.parley.messenger.identity.Foreign;
import dev.parley.server.config.ProviderSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub, or GitHub Enterprise: OAuth 2 without ID tokens. People are known by their numeric id,
 * since names can change hands; of their addresses the primary one counts if it is verified.
 */
final class GithubProvider implements Provider {
  private final ProviderSettings settings;
  private final ProviderHttp http;

  GithubProvider(ProviderSettings settings, ProviderHttp http) {
    this.settings = settings;
    this.http = http;
  }

  @Override
  public ProviderSettings settings() {
    return settings;
  }

  @Override
  public URI begin(Attempt attempt) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", attempt.redirect().toString());
    query.put("scope", "read:user user:email");
    query.put("state", attempt.state());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    return URI.create(settings.issuer() + "/login/oauth/authorize?" + ProviderHttp.form(query));
  }

  @Override
  public Foreign finish(Attempt attempt, String code) throws ProviderException {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", settings.clientId());
    form.put("client_secret", settings.clientSecret());
    form.put("code", code);
    form.put("redirect_uri", attempt.redirect().toString());
    form.put("code_verifier", attempt.verifier());
    var answer =
        new Claims(
            http.post(URI.create(settings.issuer() + "/login/oauth/access_token"), form, Map.of()));
    if (answer.textOrNull("error") != null) { // GitHub says so with status 200
      throw new ProviderException("GitHub refused the code: " + answer.word("error"));
    }
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + answer.text("access_token"),
            "X-GitHub-Api-Version",
            "2022-11-28");
    var user = new Claims(http.get(URI.create(settings.api() + "/user"), headers));
    Claims address = primary(http.text(URI.create(settings.api() + "/user/emails"), headers));
    return new Foreign(
        settings.id(),
        issuer(),
        user.subject("id"),
        address.textOrNull("email"),
        address.flag("verified"),
        user.word("name"),
        user.word("login").replace('-', '_'),
        null);
  }

  /** The answer is a list, which is wrapped because trees begin with an object. */
  private static Claims primary(String list) throws ProviderException {
    if (ProviderHttp.tree("{\"list\":" + list + "}").get("list") instanceof List<?> addresses) {
      for (Object one : addresses) {
        if (one instanceof Map<?, ?> address && Boolean.TRUE.equals(address.get("primary"))) {
          return new Claims(named(address));
        }
      }
    }
    return new Claims(Map.of());
  }

  private static Map<String, Object> named(Map<?, ?> tree) {
    var named = new LinkedHashMap<String, Object>();
    tree.forEach((key, value) -> {
      if (value != null) {
        named.put(String.valueOf(key), value);
      }
    });
    return named;
  }
}
