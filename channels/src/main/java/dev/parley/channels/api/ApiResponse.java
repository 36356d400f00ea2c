package dev.parley.channels.api;

import dev.parley.channels.protocol.JsonBytes;
import java.nio.charset.StandardCharsets;

/**
 * An answer; the body is JSON or empty.
 *
 * @param retryAfterSeconds for 429 and 503, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiResponse(int status, byte[] body, int retryAfterSeconds) {
  private static final byte[] NOTHING = {};

  /** The whole answer where there is nothing to say; SDKs compare it with an empty object. */
  static final ApiResponse EMPTY_OBJECT = ok("{}");

  static final ApiResponse ACCEPTED = new ApiResponse(202, NOTHING, 0);

  static ApiResponse ok(String json) {
    return new ApiResponse(200, json.getBytes(StandardCharsets.UTF_8), 0);
  }

  static ApiResponse ok(JsonBytes json) {
    return new ApiResponse(200, json.toByteArray(), 0);
  }

  /** JSON even for errors: the .NET SDK reads every body as JSON. */
  public static ApiResponse error(int status, String message) {
    return error(status, message, 0);
  }

  static ApiResponse error(int status, String message, int retryAfterSeconds) {
    byte[] body =
        new JsonBytes(message.length() + 16)
            .ascii("{\"error\":")
            .string(message)
            .ascii("}")
            .toByteArray();
    return new ApiResponse(status, body, retryAfterSeconds);
  }
}
