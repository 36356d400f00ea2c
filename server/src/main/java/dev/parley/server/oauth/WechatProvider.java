package dev.parley.server.oauth;

import dev.parley.messenger.identity.Foreign;
import dev.parley.server.config.ProviderSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * WeChat's sign-in for websites: a QR code, no address of mail, and secrets in query strings.
 * People are known by {@code unionid}, which is theirs in all of an operator's apps; {@code openid}
 * is another one in each. Neither a verifier nor a nonce is part of it, so the state does alone
 * what all three do elsewhere.
 */
final class WechatProvider implements Provider {
  private final ProviderSettings settings;
  private final ProviderHttp http;

  WechatProvider(ProviderSettings settings, ProviderHttp http) {
    this.settings = settings;
    this.http = http;
  }

  @Override
  public ProviderSettings settings() {
    return settings;
  }

  @Override
  public URI begin(Attempt attempt) {
    var query = new LinkedHashMap<String, String>(); // WeChat asks for this very order
    query.put("appid", settings.clientId());
    query.put("redirect_uri", attempt.redirect().toString());
    query.put("response_type", "code");
    query.put("scope", "snsapi_login");
    query.put("state", attempt.state());
    return URI.create(
        settings.issuer() + "/connect/qrconnect?" + ProviderHttp.form(query) + "#wechat_redirect");
  }

  @Override
  public Foreign finish(Attempt attempt, String code) throws ProviderException {
    var query = new LinkedHashMap<String, String>();
    query.put("appid", settings.clientId());
    query.put("secret", settings.clientSecret());
    query.put("code", code);
    query.put("grant_type", "authorization_code");
    Claims token = ask("/sns/oauth2/access_token", query);
    var more = new LinkedHashMap<String, String>();
    more.put("access_token", token.text("access_token"));
    more.put("openid", token.text("openid"));
    more.put("lang", "zh_CN");
    Claims user = ask("/sns/userinfo", more);
    return new Foreign(
        settings.id(),
        issuer(),
        user.subject("unionid"),
        null,
        false,
        user.word("nickname"),
        "",
        null);
  }

  private Claims ask(String path, Map<String, String> query) throws ProviderException {
    var answer =
        new Claims(
            http.get(URI.create(settings.api() + path + "?" + ProviderHttp.form(query)), Map.of()));
    String error = answer.textOrNull("errcode");
    if (error != null && !error.equals("0")) { // WeChat says so with status 200
      throw new ProviderException("WeChat refused: errcode " + error);
    }
    return answer;
  }
}
