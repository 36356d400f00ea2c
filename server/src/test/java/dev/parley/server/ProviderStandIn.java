package dev.parley.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as GitHub and WeChat do, on a socket of its own, and believes nothing that they would not
 * believe: a code is good once, for one redirect, with the client's secret and the right verifier.
 */
final class ProviderStandIn implements AutoCloseable {
  static final String CLIENT = "client-of-parley";
  static final String SECRET = "secret-of-parley";

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  /** Who sits at the provider's page. */
  record Visitor(String id, String name, @Nullable String email, boolean verified) {}

  private volatile Visitor visitor = new Visitor("1", "nobody", null, false);
  private volatile String openid = "openid-1";

  ProviderStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/login/oauth/authorize", this::authorize);
    server.createContext("/connect/qrconnect", this::authorize);
    server.createContext("/login/oauth/access_token", this::githubToken);
    server.createContext("/user", this::githubUser);
    server.createContext("/user/emails", this::githubEmails);
    server.createContext("/sns/oauth2/access_token", this::wechatToken);
    server.createContext("/sns/userinfo", this::wechatUser);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of one provider. */
  Map<String, Object> settings() {
    return Map.of("client-id", CLIENT, "client-secret", SECRET, "url", url(), "api-url", url());
  }

  void seat(Visitor next) {
    visitor = next;
  }

  /** WeChat's other name of the same person, another in each app. */
  void openid(String next) {
    openid = next;
  }

  static Map<String, String> pairs(@Nullable String form) {
    var pairs = new HashMap<String, String>();
    for (String pair : (form == null ? "" : form).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        pairs.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return pairs;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = pairs(exchange.getRequestURI().getRawQuery());
    String code = "code-" + made.incrementAndGet();
    codes.put(code, query);
    redirect(
        exchange, query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
  }

  static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void githubToken(HttpExchange exchange) throws IOException {
    Map<String, String> form = pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> begun = codes.remove("" + form.get("code"));
    boolean right =
        begun != null
            && CLIENT.equals(form.get("client_id"))
            && SECRET.equals(form.get("client_secret"))
            && String.valueOf(begun.get("redirect_uri")).equals(form.get("redirect_uri"))
            && String.valueOf(begun.get("code_challenge"))
                .equals(challenge("" + form.get("code_verifier")));
    answer(
        exchange,
        right
            ? Map.of("access_token", "gho_token", "token_type", "bearer", "scope", "user:email")
            : Map.of("error", "bad_verification_code"));
  }

  static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void githubUser(HttpExchange exchange) throws IOException {
    if (refusesToken(exchange)) {
      return;
    }
    answer(
        exchange,
        Map.of(
            "id",
            Long.parseLong(visitor.id),
            "login",
            visitor.name,
            "name",
            "The " + visitor.name,
            "email",
            "public@example.org"));
  }

  private void githubEmails(HttpExchange exchange) throws IOException {
    if (refusesToken(exchange)) {
      return;
    }
    var primary = new LinkedHashMap<String, @Nullable Object>();
    primary.put("email", visitor.email);
    primary.put("primary", true);
    primary.put("verified", visitor.verified);
    primary.put("visibility", null);
    String other = JsonTree.write(Map.of("email", "other@example.org", "verified", true));
    send(exchange, "[" + other + "," + JsonTree.write(primary) + "]");
  }

  private static boolean refusesToken(HttpExchange exchange) throws IOException {
    boolean right =
        List.of("Bearer gho_token").equals(exchange.getRequestHeaders().get("Authorization"));
    if (!right) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
    }
    return !right;
  }

  private void wechatToken(HttpExchange exchange) throws IOException {
    Map<String, String> query = pairs(exchange.getRequestURI().getRawQuery());
    Map<String, String> begun = codes.remove("" + query.get("code"));
    boolean right =
        begun != null
            && "snsapi_login".equals(begun.get("scope"))
            && CLIENT.equals(begun.get("appid"))
            && CLIENT.equals(query.get("appid"))
            && SECRET.equals(query.get("secret"))
            && "authorization_code".equals(query.get("grant_type"));
    answer(
        exchange,
        right
            ? Map.of("access_token", "wx_token", "expires_in", 7200, "openid", openid)
            : Map.of("errcode", 40029, "errmsg", "invalid code"));
  }

  private void wechatUser(HttpExchange exchange) throws IOException {
    Map<String, String> query = pairs(exchange.getRequestURI().getRawQuery());
    boolean right = "wx_token".equals(query.get("access_token"));
    answer(
        exchange,
        right && openid.equals(query.get("openid"))
            ? Map.of("openid", openid, "nickname", visitor.name, "unionid", visitor.id)
            : Map.of("errcode", 40001, "errmsg", "invalid credential"));
  }

  private static void answer(HttpExchange exchange, Map<String, ?> tree) throws IOException {
    send(exchange, JsonTree.write(tree));
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain"); // WeChat does not say JSON
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
