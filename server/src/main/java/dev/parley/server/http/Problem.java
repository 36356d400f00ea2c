package dev.parley.server.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param type always {@code about:blank}: the {@code code} tells problems apart
 * @param title what the status means
 * @param detail what went wrong this time, for people
 * @param code stable, for programs
 * @param errors the fields that were refused, if that is the problem
 */
@Serdeable
record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String code,
    List<Field> errors) {

  /** A refused field of the request. */
  @Serdeable
  record Field(String field, String detail) {}
}
