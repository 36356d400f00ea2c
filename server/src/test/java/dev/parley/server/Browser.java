package dev.parley.server;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser: the origin of its page, and the cookies that it was given.
 *
 * @param more headers of all its requests
 */
record Browser(RawHttp http, String origin, Map<String, String> cookies, List<String> more) {
  private static final Pattern COOKIE = Pattern.compile("^([^=]+)=([^;]*)");

  /** On a page of the server itself. */
  static Browser at(RawHttp http) {
    return new Browser(http, "http://127.0.0.1:" + http.port(), new HashMap<>(), List.of());
  }

  /** On a page of the server behind a proxy that speaks TLS. */
  static Browser behindProxy(RawHttp http, URI home) {
    return new Browser(
        http,
        home.toString(),
        new HashMap<>(),
        List.of(
            "Host: " + home.getHost(),
            "X-Forwarded-For: 198.51.100.7",
            "X-Forwarded-Proto: https"));
  }

  /** The same browser, where somebody else sits or another page is open. */
  Browser with(String otherOrigin, Map<String, String> otherCookies) {
    return new Browser(http, otherOrigin, new HashMap<>(otherCookies), more);
  }

  RawHttp.Answer post(String path, String body, String... headers) throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.add("Origin: " + origin);
    all.add("Content-Type: application/json");
    return send("POST", path, body, all);
  }

  /** Goes to an address, as a link or a redirect does. */
  RawHttp.Answer visit(String path) throws IOException {
    return send("GET", path, "", new ArrayList<>());
  }

  private RawHttp.Answer send(String method, String path, String body, List<String> headers)
      throws IOException {
    headers.addAll(more);
    if (!cookies.isEmpty()) {
      var line = new ArrayList<String>();
      cookies.forEach((name, value) -> line.add(name + "=" + value));
      headers.add("Cookie: " + String.join("; ", line));
    }
    RawHttp.Answer answer = http.send(method, path, body, headers.toArray(String[]::new));
    for (String set : answer.header("set-cookie").split("\n", -1)) {
      Matcher cookie = COOKIE.matcher(set);
      if (cookie.find()) {
        cookies.put(cookie.group(1), cookie.group(2));
      }
    }
    return answer;
  }

  /** The header that repeats the readable cookie. */
  String csrf() {
    String bare = cookies.get("parley_csrf");
    return "X-CSRF-Token: " + (bare == null ? cookies.get("__Host-parley_csrf") : bare);
  }
}
