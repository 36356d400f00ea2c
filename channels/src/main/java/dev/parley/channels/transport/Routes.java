package dev.parley.channels.transport;

import dev.parley.channels.api.SignedApi;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are the node's own. A path prefix may stand in front or may have been taken off by
 * a proxy.
 *
 * @param prefix empty, or {@code /name}
 */
record Routes(String prefix) {
  private static final String APP = "/app/";
  private static final String FALLBACK = "/pusher/app/";
  private static final Pattern SESSION =
      Pattern.compile(
          FALLBACK + "([^/]{1,200})/([0-9]{1,3}/[A-Za-z0-9]{1,32})/(xhr_streaming|xhr|xhr_send)");
  private static final String STATISTICS = "/timeline/v2/";
  private static final Pattern TIMELINE =
      Pattern.compile(STATISTICS + "(?:jsonp/([0-9]{1,9})|xhr/[0-9]{1,9})");
  private static final Route OTHER = new Route.Other();

  /** Where a request goes. */
  sealed interface Route {
    /** To the signed API, under the path without prefix. */
    record Api(String path) implements Route {}

    /** To the WebSocket endpoint of the app with that key. */
    record Connect(String key) implements Route {}

    /** A WebSocket to nowhere. */
    record UnknownSocket() implements Route {}

    /** The WebSocket endpoint without a request to upgrade. */
    record NotUpgraded() implements Route {}

    /**
     * To a session of a client without WebSocket.
     *
     * @param key the app key
     * @param session what the client named its session
     */
    record Fallback(String key, String session, Action action) implements Route {}

    /**
     * Where pusher-js reports how it fared, if told to.
     *
     * @param receiver the number of the script that waits for the answer, or empty
     */
    record Statistics(String receiver) implements Route {}

    /** To the protocol that shares the port. */
    record Hosted() implements Route {}

    /** To the handlers that follow. */
    record Other() implements Route {}
  }

  /** What a client without WebSocket asks. */
  enum Action {
    XHR_STREAMING,
    XHR,
    XHR_SEND
  }

  Route of(HttpRequest request) {
    String full = path(request.uri());
    String path = withoutPrefix(full);
    boolean upgrade = isUpgrade(request);
    if (path.startsWith(APP) && path.indexOf('/', APP.length()) < 0) {
      return upgrade ? new Route.Connect(path.substring(APP.length())) : new Route.NotUpgraded();
    }
    if (upgrade) {
      return new Route.UnknownSocket();
    }
    if (SignedApi.owns(path)) {
      return new Route.Api(path);
    }
    if (path.startsWith(STATISTICS)) {
      return statistics(path);
    }
    // The fallbacks' own base may also be what the operator chose as prefix.
    return full.contains(FALLBACK) ? fallback(full.startsWith(FALLBACK) ? full : path) : OTHER;
  }

  private static Route fallback(String path) {
    Matcher matcher = SESSION.matcher(path);
    return matcher.matches()
        ? new Route.Fallback(
            matcher.group(1),
            matcher.group(2),
            Action.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)))
        : OTHER;
  }

  private static Route statistics(String path) {
    Matcher matcher = TIMELINE.matcher(path);
    if (!matcher.matches()) {
      return OTHER;
    }
    String receiver = matcher.group(1);
    return new Route.Statistics(receiver == null ? "" : receiver);
  }

  static String path(String uri) {
    int question = uri.indexOf('?');
    return question < 0 ? uri : uri.substring(0, question);
  }

  static String query(String uri) {
    int question = uri.indexOf('?');
    return question < 0 ? "" : uri.substring(question + 1);
  }

  /** The first value of that name, decoded as far as its escapes are well-formed; null if none. */
  static @Nullable String parameter(String uri, String name) {
    for (String pair : query(uri).split("&", -1)) {
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        String value = pair.substring(name.length() + 1);
        try {
          return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
          return value;
        }
      }
    }
    return null;
  }

  String withoutPrefix(String path) {
    return !prefix.isEmpty() && path.startsWith(prefix + "/")
        ? path.substring(prefix.length())
        : path;
  }

  private static boolean isUpgrade(HttpRequest request) {
    return request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }
}
