package dev.parley.server.http;

import dev.parley.server.admin.AdminToken;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Lets only those into the admin API who show its token. */
@ServerFilter("/api/admin/**")
final class AdminGate {
  private final AdminToken token;

  AdminGate(AdminToken token) {
    this.token = token;
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    String given =
        Bearer.of(request)
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "token-missing",
                    "Send the admin token: Authorization: Bearer …"));
    if (!token.matches(given)) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED, "token-wrong", "This is not the server's admin token.");
    }
  }
}
