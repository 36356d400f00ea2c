package dev.parley.channels.transport;

import dev.parley.channels.api.SignedApi;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are the node's own. A path prefix may stand in front or may have been taken off by
 * a proxy.
 *
 * @param prefix empty, or {@code /name}
 */
record Routes(String prefix) {
  private static final String APP = "/app/";

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

    /** To the handlers that follow. */
    record Other() implements Route {}
  }

  Route of(HttpRequest request) {
    String path = withoutPrefix(path(request.uri()));
    boolean upgrade = isUpgrade(request);
    if (path.startsWith(APP) && path.indexOf('/', APP.length()) < 0) {
      return upgrade ? new Route.Connect(path.substring(APP.length())) : new Route.NotUpgraded();
    }
    if (upgrade) {
      return new Route.UnknownSocket();
    }
    return SignedApi.owns(path) ? new Route.Api(path) : new Route.Other();
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

  private String withoutPrefix(String path) {
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
