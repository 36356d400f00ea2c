package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Answers what the messenger's rules refuse: the kind gives the status, the code stays. */
@Singleton
final class RefusalHandler implements ExceptionHandler<Refusal, HttpResponse<?>> {
  private final ProblemResponses problems;

  RefusalHandler(ProblemResponses problems) {
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
    var problem =
        new ProblemException(
            status(refusal),
            refusal.code().text(),
            refusal.detail(),
            refusal.retryAfter(),
            refusal.field());
    return problems.processResponse(
        ErrorContext.builder(request).cause(problem).build(),
        HttpResponse.status(problem.getStatus()));
  }

  private static HttpStatus status(Refusal refusal) {
    return switch (refusal.code().kind()) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case ABSENT -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case TOO_OFTEN -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
