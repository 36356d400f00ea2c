package dev.parley.server.web;

import dev.parley.server.config.Loopback;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that the client used, as its {@code Host} header tells it; behind a proxy that is the
 * proxy's.
 *
 * @param host name or address, IPv6 in brackets
 * @param port 1..65535
 * @param tls whether the client's own connection is encrypted
 */
public record RequestAddress(String host, int port, boolean tls) {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

  /** Of a request; one without a usable {@code Host} is taken to have come to the socket itself. */
  public static RequestAddress of(HttpRequest<?> request) {
    boolean tls = request.isSecure() || "https".equals(forwardedScheme(request));
    String header = request.getHeaders().get("Host");
    if (header != null) {
      Matcher host = HOST.matcher(header);
      if (host.matches()) {
        String port = host.group(2);
        return new RequestAddress(
            host.group(1), port == null ? usualPort(tls) : Integer.parseInt(port), tls);
      }
    }
    var local = request.getServerAddress();
    String address = local.getAddress().getHostAddress();
    return new RequestAddress(
        address.contains(":") ? "[" + address + "]" : address, local.getPort(), tls);
  }

  /** Whether the request was forwarded by a proxy that says so. */
  public static boolean isForwarded(HttpRequest<?> request) {
    return request.getHeaders().contains("X-Forwarded-For")
        || request.getHeaders().contains("X-Forwarded-Proto")
        || request.getHeaders().contains("X-Forwarded-Host")
        || request.getHeaders().contains("X-Real-IP")
        || request.getHeaders().contains("Forwarded")
        || request.getHeaders().contains("Via");
  }

  /** Host and port, the latter only where it is not the scheme's usual one. */
  public String authority() {
    return port == usualPort(tls) ? host : host + ":" + port;
  }

  public boolean isLoopback() {
    return Loopback.isLoopback(host);
  }

  /**
   * Whether a page of this origin came from this server. A proxy may have taken off the TLS without
   * saying so; that is why the schemes need not agree.
   *
   * @param origin the value of an {@code Origin} header
   */
  public boolean isOwnOrigin(String origin) {
    return parse(origin)
        .filter(page -> {
          boolean pageTls = "https".equals(page.getScheme());
          int pagePort = page.getPort() < 0 ? usualPort(pageTls) : page.getPort();
          boolean samePort = pagePort == port || (port == usualPort(tls) && page.getPort() < 0);
          return host.equalsIgnoreCase(page.getHost()) && samePort;
        })
        .isPresent();
  }

  private static Optional<URI> parse(String origin) {
    try {
      return Optional.of(URI.create(origin.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String forwardedScheme(HttpRequest<?> request) {
    String given = request.getHeaders().get("X-Forwarded-Proto");
    return given == null ? "" : given.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static int usualPort(boolean tls) {
    return tls ? 443 : 80;
  }
}
