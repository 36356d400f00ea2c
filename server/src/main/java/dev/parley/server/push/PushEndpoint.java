package dev.parley.server.push;

import dev.parley.channels.webhook.PublicSockets;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.server.config.Loopback;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Where a push service takes pushes for one browser. Names are resolved only by who connects. */
final class PushEndpoint {
  private PushEndpoint() {}

  /**
   * An endpoint as a browser gives it.
   *
   * @param allowPrivate whether it may be on this machine or network, and without TLS
   * @throws Refusal naming {@code endpoint}
   */
  static URI parse(@Nullable String text, boolean allowPrivate) {
    if (text == null || text.length() > Bound.PUSH_ENDPOINT_LENGTH.value()) {
      throw refused();
    }
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      boolean scheme =
          "https".equals(uri.getScheme()) || (allowPrivate && "http".equals(uri.getScheme()));
      if (!scheme
          || host == null
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null
          || HttpUrl.parse(text) == null
          || (!allowPrivate && isPrivate(host))) {
        throw refused();
      }
      return uri;
    } catch (URISyntaxException _) {
      throw refused();
    }
  }

  /** What can be said without asking anybody; the rest is judged where the socket is made. */
  private static boolean isPrivate(String host) {
    if (Loopback.isLoopback(host) || !(host.contains(".") || host.startsWith("["))) {
      return true;
    }
    try {
      String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return !PublicSockets.isPublic(InetAddress.ofLiteral(plain));
    } catch (IllegalArgumentException _) {
      return false; // a name
    }
  }

  /**
   * The push service behind an endpoint: the registered name above its host. Names below it cost
   * their owner nothing, so all of them count as one.
   */
  static String service(String endpoint) {
    HttpUrl url = HttpUrl.parse(endpoint);
    if (url == null) {
      return "";
    }
    String registered = url.topPrivateDomain();
    return registered == null ? url.host() : registered;
  }

  /** The origin of an endpoint as RFC 6454 writes it: in small letters, without a usual port. */
  static String origin(URI endpoint) {
    HttpUrl url = HttpUrl.get(endpoint.toString());
    HttpUrl bare =
        new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).build();
    String text = bare.toString();
    return text.substring(0, text.length() - 1);
  }

  private static Refusal refused() {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD,
        "endpoint",
        "expected an https address of a push service, of at most %d characters"
            .formatted(Bound.PUSH_ENDPOINT_LENGTH.value()));
  }
}
