package dev.parley.conformance.kit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The HTTP API of the checklist's app. Safe for use by many threads. */
public record SignedApi(ServerUnderTest server) {
  /** A request to {@code /apps/3} plus the given path. */
  public SignedRequest request(String method, String path) {
    return new SignedRequest(server, method, "/apps/" + TestApp.ID + path);
  }

  /** A request to any path. */
  public SignedRequest requestTo(String method, String path) {
    return new SignedRequest(server, method, path);
  }

  public Reply get(String path) {
    return request("GET", path).send();
  }

  public Reply post(String path, String body) {
    return request("POST", path).body(body).send();
  }

  public Reply publish(String channel, String event, String data) {
    return post("/events", event(event, data, channel));
  }

  public Reply publishExcept(String socketId, String channel, String event, String data) {
    return post(
        "/events",
        "{\"name\":%s,\"data\":%s,\"channel\":%s,\"socket_id\":%s}"
            .formatted(
                Json.literal(event),
                Json.literal(data),
                Json.literal(channel),
                Json.literal(socketId)));
  }

  /** The body of a publish to some channels. */
  public static String event(String name, String data, String... channels) {
    return "{\"name\":%s,\"channels\":[%s],\"data\":%s}"
        .formatted(
            Json.literal(name),
            Arrays.stream(channels).map(Json::literal).collect(Collectors.joining(",")),
            Json.literal(data));
  }
}
