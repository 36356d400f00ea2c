package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An OpenID Connect server on a socket of its own: discovery, keys, codes that are good once, for
 * one redirect, with the client's secret and the right verifier. It can lie and fail.
 */
final class OidcStandIn implements AutoCloseable {
  static final String CLIENT = "parley";
  static final String SECRET = "a secret: of ours";
  static final RSAKey KEY = key();
  static final RSAKey OTHER_KEY = key();

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();
  private volatile String subject = "nobody";
  private volatile Map<String, Object> claims = Map.of();

  /** What it tells of the person beside the ID token. */
  volatile Map<String, Object> more = Map.of("sub", "nobody");

  /** What it says else than it should. */
  volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();

  volatile RSAKey signing = KEY;
  volatile int tokenStatus = 200;

  OidcStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                200,
                Map.of(
                    "issuer", issuer(),
                    "authorization_endpoint", issuer() + "/authorize",
                    "token_endpoint", issuer() + "/token",
                    "jwks_uri", issuer() + "/keys",
                    "userinfo_endpoint", issuer() + "/me",
                    "id_token_signing_alg_values_supported", List.of("RS256"))));
    server.createContext(
        "/keys", exchange -> answer(exchange, 200, new JWKSet(KEY).toJSONObject(true)));
    server.createContext("/me", this::person);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of this provider. */
  Map<String, Object> settings() {
    return settings("work");
  }

  /** The settings of this provider under a name. */
  Map<String, Object> settings(String id) {
    return Map.of(
        "id", id, "name", "Work", "issuer", issuer(), "client-id", CLIENT, "client-secret", SECRET);
  }

  /** Who sits at its page. */
  void seat(String nextSubject, Map<String, Object> nextClaims) {
    subject = nextSubject;
    claims = nextClaims;
  }

  private void person(HttpExchange exchange) throws IOException {
    boolean right = List.of("Bearer a").equals(exchange.getRequestHeaders().get("Authorization"));
    answer(exchange, right ? 200 : 401, right ? more : Map.of("error", "invalid_token"));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = ProviderStandIn.pairs(exchange.getRequestURI().getRawQuery());
    String code = "code-of-the-stand-in-" + made.incrementAndGet();
    codes.put(code, query);
    ProviderStandIn.redirect(
        exchange, query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        ProviderStandIn.pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> begun = codes.remove("" + form.get("code"));
    String basic =
        Base64.getEncoder().encodeToString((CLIENT + ":a+secret%3A+of+ours").getBytes(UTF_8));
    boolean right =
        begun != null
            && List.of("Basic " + basic).equals(exchange.getRequestHeaders().get("Authorization"))
            && "openid email profile".equals(begun.get("scope"))
            && "S256".equals(begun.get("code_challenge_method"))
            && ("" + begun.get("redirect_uri")).equals(form.get("redirect_uri"))
            && ("" + begun.get("code_challenge"))
                .equals(ProviderStandIn.challenge("" + form.get("code_verifier")));
    if (begun == null || !right) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    answer(
        exchange,
        tokenStatus,
        Map.of(
            "id_token", idToken("" + begun.get("nonce")),
            "access_token", "a",
            "token_type", "Bearer"));
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    var builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .subject(subject)
            .claim("nonce", nonce)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)));
    claims.forEach(builder::claim);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
            lie.apply(builder).build());
    try {
      token.sign(new RSASSASigner(signing));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> tree)
      throws IOException {
    byte[] body = JsonTree.write(tree).getBytes(UTF_8);
    if (status >= 300 && status < 400) { // to itself, for ever
      exchange.getResponseHeaders().add("Location", exchange.getRequestURI().toString());
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
