package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The admin API of a server. Safe for use by many threads.
 *
 * @param authorization the header's value; empty for none
 */
public record AdminApi(ServerUnderTest server, String authorization) {
  private static final String APPS = "/api/admin/apps";

  public AdminApi withAuthorization(String changed) {
    return new AdminApi(server, changed);
  }

  /** A request to the apps plus the given path. */
  public Reply send(String method, String path, String json) {
    return sendTo(method, APPS + path, json);
  }

  /** A request to any path. */
  public Reply sendTo(String method, String path, String json) {
    String head =
        "%s %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                method,
                path,
                server.host(),
                server.port(),
                json.getBytes(UTF_8).length,
                authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n");
    try (var http = new RawHttp(server)) {
      http.write(head + json);
      return http.read();
    }
  }
}
