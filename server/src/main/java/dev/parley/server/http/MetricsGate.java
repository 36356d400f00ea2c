package dev.parley.server.http;

import dev.parley.server.admin.AdminToken;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.web.RequestAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the metrics: whoever shows their token or the admin's. While none is set for them,
 * also everybody on this machine, if the server listens to nobody else.
 */
@ServerFilter("/metrics")
final class MetricsGate {
  private final @Nullable AdminToken own;
  private final AdminToken admin;
  private final boolean isOpenHere;

  MetricsGate(ServerSettings settings, AdminToken admin) {
    String token = settings.edge().metricsToken();
    this.own = token == null ? null : new AdminToken(token);
    this.admin = admin;
    this.isOpenHere = token == null && settings.listensOnLoopback();
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    if (isOpenHere && !RequestAddress.isForwarded(request)) {
      return;
    }
    String given =
        Bearer.of(request)
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.UNAUTHORIZED,
                    "token-missing",
                    "Send the token of the setting metrics.token: Authorization: Bearer …"));
    if (!admin.matches(given) && (own == null || !own.matches(given))) {
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED, "token-wrong", "This is not the token for the metrics.");
    }
  }
}
