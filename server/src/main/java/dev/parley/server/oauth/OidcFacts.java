package dev.parley.server.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says about itself (OpenID Connect Discovery), and who signs for it.
 *
 * @param userInfo where it tells more of a person than its ID token does; null if nowhere
 * @param postsSecret whether the token endpoint wants the client's secret in the form instead of a
 *     header
 * @param readAt epoch milliseconds
 */
record OidcFacts(
    String issuer,
    URI authorization,
    URI token,
    @Nullable URI userInfo,
    boolean postsSecret,
    DefaultJWTProcessor<SecurityContext> keys,
    long readAt) {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  /** Only with a key pair: neither unsigned, nor signed with a secret that others may know. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** Asks an issuer. */
  static OidcFacts read(ProviderHttp http, URI issuer, long now) throws ProviderException {
    String base = issuer.toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    Map<String, Object> tree = http.get(URI.create(trimmed + WELL_KNOWN), Map.of());
    var claims = new Claims(tree);
    if (!claims.text("issuer").equals(base)) {
      throw new ProviderException("the issuer calls itself " + claims.text("issuer"));
    }
    boolean posts =
        tree.get("token_endpoint_auth_methods_supported") instanceof List<?> methods
            && methods.contains("client_secret_post");
    return new OidcFacts(
        base,
        uri(claims, "authorization_endpoint"),
        uri(claims, "token_endpoint"),
        claims.textOrNull("userinfo_endpoint") == null ? null : uri(claims, "userinfo_endpoint"),
        posts,
        keys(http, uri(claims, "jwks_uri")),
        now);
  }

  private static URI uri(Claims claims, String name) throws ProviderException {
    try {
      return URI.create(claims.text(name));
    } catch (IllegalArgumentException e) {
      throw new ProviderException("the provider's " + name + " is no address", e);
    }
  }

  private static DefaultJWTProcessor<SecurityContext> keys(ProviderHttp http, URI at)
      throws ProviderException {
    try {
      var source =
          JWKSourceBuilder.<SecurityContext>create(
                  at.toURL(),
                  url -> {
                    try {
                      return new Resource(http.text(at, Map.of()), "application/json");
                    } catch (ProviderException e) {
                      throw new IOException(e);
                    }
                  })
              .build();
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
      return processor;
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new ProviderException("the provider's jwks_uri is no address", e);
    }
  }

  /** What a token says that this issuer has signed for us, just now, and for this attempt. */
  Claims verified(String idToken, String clientId, String nonce) throws ProviderException {
    try {
      JWTClaimsSet claims = keys.process(idToken, null);
      new DefaultJWTClaimsVerifier<SecurityContext>(
              clientId,
              new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build(),
              Set.of("sub", "exp", "iat"))
          .verify(claims, null);
      Object party = claims.getClaim("azp");
      boolean forUs = party == null ? claims.getAudience().size() == 1 : clientId.equals(party);
      if (!forUs) {
        throw new ProviderException("the ID token is for somebody else");
      }
      return new Claims(claims.getClaims());
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new ProviderException("the ID token cannot be believed: " + e.getMessage(), e);
    }
  }
}
