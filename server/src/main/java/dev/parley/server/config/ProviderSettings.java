package dev.parley.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place elsewhere where people can sign in.
 *
 * @param id in addresses and in the store; never changes once people have linked accounts
 * @param name on the button
 * @param issuer of OpenID Connect; else where the provider's pages are
 * @param api where GitHub's and WeChat's programs are asked; for OpenID Connect the issuer
 * @param clientSecret never logged
 */
public record ProviderSettings(
    Kind kind, String id, String name, URI issuer, URI api, String clientId, String clientSecret) {
  /** What a provider speaks. */
  public enum Kind {
    OIDC,
    GITHUB,
    WECHAT
  }

  private static final String GOOGLE = "https://accounts.google.com";

  static List<ProviderSettings> read(Section section) {
    var providers = new ArrayList<ProviderSettings>();
    add(providers, section.section("google"), Kind.OIDC, "google", "Google", GOOGLE, GOOGLE);
    add(
        providers,
        section.section("github"),
        Kind.GITHUB,
        "github",
        "GitHub",
        "https://github.com",
        "https://api.github.com");
    add(
        providers,
        section.section("wechat"),
        Kind.WECHAT,
        "wechat",
        "WeChat",
        "https://open.weixin.qq.com",
        "https://api.weixin.qq.com");
    for (Section one : section.sections("oidc")) {
      providers.add(generic(one));
    }
    section.end();
    var ids = new HashSet<String>();
    for (ProviderSettings provider : providers) {
      if (!ids.add(provider.id)) {
        throw section.error("two providers have the id " + provider.id);
      }
    }
    return List.copyOf(providers);
  }

  private static void add(
      List<ProviderSettings> providers,
      Section section,
      Kind kind,
      String id,
      String name,
      String issuer,
      String api) {
    String clientId = section.textOrNull("client-id");
    String secret = section.textOrNull("client-secret");
    URI at = kind == Kind.OIDC ? URI.create(issuer) : address(section, "url", issuer);
    URI apiAt = kind == Kind.OIDC ? at : address(section, "api-url", api);
    section.end();
    if (clientId == null && secret == null) {
      return;
    }
    providers.add(
        new ProviderSettings(
            kind,
            id,
            name,
            at,
            apiAt,
            required(section, "client-id", clientId),
            required(section, "client-secret", secret)));
  }

  private static ProviderSettings generic(Section section) {
    String id = section.text("id", "");
    if (!id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
      throw section.error("id", "1..32 of a-z, 0-9 and -");
    }
    String name = section.text("name", id);
    String issuer = section.textOrNull("issuer");
    if (issuer == null) {
      throw section.error("issuer", "the URL that the provider calls its issuer");
    }
    URI at = address(section, "issuer", issuer);
    String clientId = section.textOrNull("client-id");
    String secret = section.textOrNull("client-secret");
    section.end();
    return new ProviderSettings(
        Kind.OIDC,
        id,
        name,
        at,
        at,
        required(section, "client-id", clientId),
        required(section, "client-secret", secret));
  }

  private static String required(Section section, String key, @Nullable String given) {
    if (given == null) {
      throw section.error(key, "what the provider gave you");
    }
    return given;
  }

  /** Secrets travel there: plain HTTP is for this machine alone. */
  private static URI address(Section section, String key, String fallback) {
    String text = section.text(key, fallback);
    try {
      URI uri = URI.create(text);
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && Loopback.isLoopback("" + uri.getHost()));
      if (safe && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw section.error(key, "https://… without query and fragment");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ProviderSettings[%s, %s]".formatted(id, issuer);
  }
}
