package dev.parley.server.http;

import dev.parley.messenger.RefusalCode;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.InvalidPropertyFormatException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Gives every error of the HTTP API one shape: {@link Problem}. */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String UNREADABLE =
      "The request cannot be read; a JSON object of the documented shape is expected.";

  @Override
  @SuppressWarnings("unchecked") // the response is the same object with another body
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var answer = (MutableHttpResponse<Problem>) response;
    Throwable cause = context.getRootCause().orElse(null);
    if (cause instanceof ProblemException problem && problem.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, seconds(problem.retryAfter()));
    }
    if (answer.status() == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (context.getRequest().getMethod() == HttpMethod.HEAD) {
      return answer;
    }
    HttpStatus status = answer.status();
    return answer
        .contentType(MEDIA_TYPE)
        .body(
            switch (cause) {
              case ProblemException problem -> told(status, problem);
              case ConstraintViolationException refused -> invalid(status, refused);
              case ConversionErrorException refused -> unreadable(status, refused);
              case JsonSyntaxException _, UnsatisfiedRouteException _ ->
                  problem(status, "bad-json", UNREADABLE);
              case null, default -> problem(status, code(status), detail(status, context));
            });
  }

  private static Problem told(HttpStatus status, ProblemException problem) {
    String detail = String.valueOf(problem.getMessage());
    String field = problem.field();
    return new Problem(
        "about:blank",
        status.getReason(),
        status.getCode(),
        detail,
        problem.code(),
        field == null ? List.of() : List.of(new Problem.Field(field, detail)));
  }

  private static Problem problem(HttpStatus status, String code, String detail) {
    return new Problem(
        "about:blank", status.getReason(), status.getCode(), detail, code, List.of());
  }

  /** A value of the wrong kind, in the query or in a field of the body; else no JSON at all. */
  private static Problem unreadable(HttpStatus status, ConversionErrorException refused) {
    String type = refused.getArgument().getType().getSimpleName();
    if (!refused.getArgument().isAnnotationPresent(Body.class)) {
      return field(status, refused.getArgument().getName(), type);
    }
    for (Throwable at = refused; at != null; at = at.getCause()) {
      if (at instanceof InvalidPropertyFormatException property) {
        String name = property.getArgument().getName().replaceAll("([a-z])([A-Z])", "$1_$2");
        return field(
            status,
            name.toLowerCase(Locale.ROOT),
            property.getArgument().getType().getSimpleName());
      }
    }
    return problem(status, "bad-json", UNREADABLE);
  }

  private static Problem field(HttpStatus status, String field, String type) {
    String expected =
        switch (type) {
          case "Long", "long", "Integer", "int" -> "expected a whole number";
          case "Boolean", "boolean" -> "expected true or false";
          case "String" -> "expected a text";
          default -> "expected a value of another kind";
        };
    return new Problem(
        "about:blank",
        status.getReason(),
        status.getCode(),
        field + ": " + expected,
        RefusalCode.INVALID_FIELD.text(),
        List.of(new Problem.Field(field, expected)));
  }

  private static Problem invalid(HttpStatus status, ConstraintViolationException refused) {
    List<Problem.Field> fields =
        refused.getConstraintViolations().stream()
            .map(one -> new Problem.Field(last(one.getPropertyPath()), one.getMessage()))
            .sorted(Comparator.comparing(Problem.Field::field))
            .toList();
    String detail = "The request holds values that cannot be used.";
    return new Problem(
        "about:blank", status.getReason(), status.getCode(), detail, "invalid-value", fields);
  }

  private static String last(Path path) {
    String name = "";
    for (Path.Node node : path) {
      name = String.valueOf(node.getName());
    }
    return name;
  }

  private static String code(HttpStatus status) {
    return switch (status) {
      case REQUEST_ENTITY_TOO_LARGE -> "too-large";
      case INTERNAL_SERVER_ERROR -> "internal";
      default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  /** What Micronaut says about the client's mistake; of our own mistakes nothing is told. */
  private static String detail(HttpStatus status, ErrorContext context) {
    if (status.getCode() >= 500) {
      return "The server could not answer; its log says why.";
    }
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this address.";
      case BAD_REQUEST, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, REQUEST_ENTITY_TOO_LARGE ->
          context.getErrors().stream()
              .map(Error::getMessage)
              .findFirst()
              .orElse(status.getReason());
      default -> status.getReason();
    };
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }
}
