package dev.parley.server.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;

/**
 * For supervisors and load balancers. Answers on the event loop on purpose: a loop that is stuck
 * must not look alive.
 */
@Controller("/health")
final class HealthController {
  /** {@code UP} or {@code DOWN}. */
  @Serdeable
  record Health(String status) {}

  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Whether the process works at all; if not, restart it. */
  @Get("/live")
  Health live() {
    return new Health("UP");
  }

  /** Whether to send new clients here; 503 before the start has ended and once a stop begins. */
  @Get("/ready")
  HttpResponse<Health> ready() {
    return readiness.isReady()
        ? HttpResponse.ok(new Health("UP"))
        : HttpResponse.<Health>status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("DOWN"));
  }
}
