package dev.parley.channels.api;

/** A request that is answered with an error. Expected, so it carries no stack trace. */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfterSeconds;

  ApiException(int status, String message) {
    this(status, message, 0);
  }

  private ApiException(int status, String message, int retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ApiException badRequest(String message) {
    return new ApiException(400, message);
  }

  static ApiException overloaded() {
    return new ApiException(503, "the node is overloaded; try again", 1);
  }

  static ApiException tooMany(long waitNanos) {
    int seconds = (int) Math.max(1, Math.ceilDiv(waitNanos, 1_000_000_000L));
    return new ApiException(
        429,
        "the application publishes faster than its limit; wait %d s".formatted(seconds),
        seconds);
  }

  ApiResponse toResponse() {
    return ApiResponse.error(status, String.valueOf(getMessage()), retryAfterSeconds);
  }
}
