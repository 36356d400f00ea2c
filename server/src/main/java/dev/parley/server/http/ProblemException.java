package dev.parley.server.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem of a certain code. */
final class ProblemException extends HttpStatusException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable Duration retryAfter;

  ProblemException(HttpStatus status, String code, String detail) {
    this(status, code, detail, null);
  }

  ProblemException(HttpStatus status, String code, String detail, @Nullable Duration retryAfter) {
    super(status, detail);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  String code() {
    return code;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
