package dev.parley.server.docs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the document says that no controller does. */
final class ApiWords {
  static final String ABOUT =
      """
      Ids are strings of digits. Times are ISO 8601 in UTC with milliseconds. Lists come in pages \
      of 50, at most 200; a cursor is opaque. Errors are problem details (RFC 9457) with a stable \
      `code`; what does not exist and what belongs to others look the same. Every text has a bound, \
      and a refusal names the field.\
      """;

  /** The two that browsers may call with the cookie alone. */
  static final Set<String> TAKES_COOKIES = Set.of("/api/auth/refresh", "/api/auth/logout");

  static final Map<String, Object> SECURITY_SCHEMES =
      new TreeMap<>(
          Map.of(
              "bearer",
              sorted(
                  "type", "http",
                  "scheme", "bearer",
                  "bearerFormat", "JWT",
                  "description", "The access token of a sign-in; good for ten minutes."),
              "cookie",
              sorted(
                  "type", "apiKey",
                  "in", "cookie",
                  "name", "parley_refresh",
                  "description",
                      "The refresh token of browsers; over TLS `__Host-parley_refresh`."),
              "csrf",
              sorted(
                  "type", "apiKey",
                  "in", "header",
                  "name", "X-CSRF-Token",
                  "description", "Repeats the cookie `parley_csrf`; goes with the cookie."),
              "key",
              sorted(
                  "type", "http",
                  "scheme", "bearer",
                  "bearerFormat", "plk_",
                  "description",
                      "The API key of a back end, made by `parley key create`. It needs the scope"
                          + " that each operation names."),
              "admin",
              sorted(
                  "type", "http",
                  "scheme", "bearer",
                  "description", "The server's admin token.")));

  static final Map<String, Object> PROBLEM =
      sorted(
          "description",
          "The body of every error.",
          "properties",
          sorted(
              "type", sorted("type", "string", "description", "always `about:blank`"),
              "title", sorted("type", "string", "description", "what the status means"),
              "status", sorted("type", "integer"),
              "detail", sorted("type", "string", "description", "what went wrong, for people"),
              "code", sorted("type", "string", "description", "stable, for programs"),
              "errors",
                  sorted(
                      "type",
                      "array",
                      "description",
                      "the fields that were refused",
                      "items",
                      sorted(
                          "type",
                          "object",
                          "properties",
                          sorted(
                              "field", sorted("type", "string"),
                              "detail", sorted("type", "string"))))),
          "required",
          List.of("code", "status", "title", "type"),
          "type",
          "object");

  private ApiWords() {}

  static String success(String status) {
    return switch (status) {
      case "201" -> "It was made; `Location` says where it is.";
      case "202" -> "It was taken.";
      case "204" -> "It was done; there is nothing to tell.";
      default -> "The answer.";
    };
  }

  private static Map<String, Object> sorted(Object... pairs) {
    var map = new TreeMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
