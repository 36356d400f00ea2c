package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link AuthEndpoints} in the JDK's own web server. Needs the module {@code jdk.httpserver}.
 *
 * <pre>{@code
 * server.createContext("/pusher/auth", AuthHttpHandler.channel(endpoints, sessions::userOf));
 * server.createContext("/pusher/user-auth", AuthHttpHandler.user(endpoints, sessions::userOf));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads, if the function that tells users is.
 */
public final class AuthHttpHandler implements HttpHandler {
  private final Function<HttpExchange, Optional<String>> who;
  private final BiFunction<@Nullable String, String, AuthAnswer> endpoint;

  private AuthHttpHandler(
      Function<HttpExchange, Optional<String>> who,
      BiFunction<@Nullable String, String, AuthAnswer> endpoint) {
    this.who = who;
    this.endpoint = endpoint;
  }

  /**
   * Answers for channels.
   *
   * @param who the user of a request, from its cookie or token; empty for a stranger
   */
  public static AuthHttpHandler channel(
      AuthEndpoints endpoints, Function<HttpExchange, Optional<String>> who) {
    return new AuthHttpHandler(who, endpoints::channel);
  }

  /**
   * Answers for sign-in.
   *
   * @param who as for {@link #channel}
   */
  public static AuthHttpHandler user(
      AuthEndpoints endpoints, Function<HttpExchange, Optional<String>> who) {
    return new AuthHttpHandler(who, endpoints::user);
  }

  /**
   * Answers one request: 405 to anything but a POST, else as {@link AuthEndpoints} says. Reads at
   * most {@link AuthEndpoints#MOST_BYTES} of its body and closes the exchange.
   */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AuthAnswer answer = answer(exchange);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private AuthAnswer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return AuthEndpoints.error(405, "POST a form");
    }
    byte[] body = exchange.getRequestBody().readNBytes(AuthEndpoints.MOST_BYTES + 1);
    return endpoint.apply(who.apply(exchange).orElse(null), new String(body, UTF_8));
  }
}
