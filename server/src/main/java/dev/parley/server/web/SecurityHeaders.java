package dev.parley.server.web;

import dev.parley.server.config.ServerSettings;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;

/** Tells browsers what the answers of this server may do: as little as possible. */
@ServerFilter("/**")
final class SecurityHeaders {
  private final ServerSettings settings;

  SecurityHeaders(ServerSettings settings) {
    this.settings = settings;
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String authority = RequestAddress.of(request).authority();
    if (response.getHeaders().get("Content-Security-Policy") == null) {
      response.header("Content-Security-Policy", policy(authority));
    }
    response
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin");
    if (response.getHeaders().get("Cross-Origin-Resource-Policy") == null) {
      response.header("Cross-Origin-Resource-Policy", "same-origin");
    }
    if (response.getHeaders().get("Cache-Control") == null) {
      response.header("Cache-Control", "private, no-store");
    }
  }

  /** Sockets are named one by one, because older browsers do not count them as {@code 'self'}. */
  private String policy(String authority) {
    URI cdn = settings.media().publicUrl();
    String media = cdn == null ? "" : " " + cdn;
    return "default-src 'none'; script-src 'self'; style-src 'self';"
        + " img-src 'self' data: blob:%1$s; media-src 'self' blob:%1$s;".formatted(media)
        + " font-src 'self'; worker-src 'self';"
        + " connect-src 'self' ws://%1$s wss://%1$s;".formatted(authority)
        + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
        + " require-trusted-types-for 'script'";
  }
}
