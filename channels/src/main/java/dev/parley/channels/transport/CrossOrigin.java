package dev.parley.channels.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Headers with which browsers let pages of any origin read an answer. Which origins an app serves
 * is decided by {@code Admission}; a page that may not connect has to be able to read the refusal,
 * or pusher-js would try for ever. Nothing here depends on cookies, so reading gives nothing away.
 */
public final class CrossOrigin {
  private static final String METHODS = "POST, OPTIONS";
  private static final String HEADERS = "Content-Type";
  private static final int MAX_AGE_SECONDS = 86_400;

  private CrossOrigin() {}

  /** Lets the page that asked read the answer, and keeps caches and proxies from holding it. */
  public static void allow(HttpRequest request, HttpHeaders answer) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null) {
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    answer
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
  }

  /** Answers a browser that asks before it sends. */
  static void allowRequests(HttpHeaders answer) {
    allowRequests(answer, METHODS, HEADERS);
  }

  /**
   * As {@link #allowRequests(HttpHeaders)}, for other requests.
   *
   * @param methods joined by commas, as are the headers
   */
  public static void allowRequests(HttpHeaders answer, String methods, String headers) {
    answer
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers)
        .setInt(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
  }
}
