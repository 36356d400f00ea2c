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
  private final @Nullable String field;

  ProblemException(HttpStatus status, String code, String detail) {
    this(status, code, detail, null, null);
  }

  /** With the field of the request that was refused. */
  ProblemException(HttpStatus status, String code, String detail, @Nullable String field) {
    this(status, code, detail, null, field);
  }

  ProblemException(HttpStatus status, String code, String detail, Duration retryAfter) {
    this(status, code, detail, retryAfter, null);
  }

  ProblemException(
      HttpStatus status,
      String code,
      String detail,
      @Nullable Duration retryAfter,
      @Nullable String field) {
    super(status, detail);
    this.code = code;
    this.retryAfter = retryAfter;
    this.field = field;
  }

  String code() {
    return code;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  @Nullable String field() {
    return field;
  }
}
