package dev.parley.server.http;

import dev.parley.server.config.ServerSettings;
import dev.parley.server.web.RequestAddress;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Who may publish from the welcome page, which needs no signature: by default only people at this
 * machine, only from this server's own pages, and not many times. Thread-safe.
 */
@Singleton
final class QuickStartGate {
  /** Of all visitors together. */
  private static final int EVENTS_PER_SECOND = 20;

  private final ServerSettings settings;
  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit ->
              limit
                  .capacity(EVENTS_PER_SECOND)
                  .refillGreedy(EVENTS_PER_SECOND, Duration.ofSeconds(1)))
          .build();

  QuickStartGate(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * Whether the form is on for whoever sent this. Listening on loopback is not enough: a proxy may
   * let the world in, and a foreign page may have its own name resolve to this machine.
   */
  boolean isOpen(HttpRequest<?> request) {
    return switch (settings.quickStart()) {
      case ON -> true;
      case OFF -> false;
      case AUTO ->
          settings.listensOnLoopback()
              && RequestAddress.of(request).isLoopback()
              && !RequestAddress.isForwarded(request);
    };
  }

  /**
   * Lets a request pass or ends it.
   *
   * @throws ProblemException 403 if the form is off or the page is not ours, 429 if too many came
   */
  void admit(HttpRequest<?> request) {
    if (!isOpen(request)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "quick-start-off",
          "Publishing without a signature is off here; sign the request or use ./parley trigger.");
    }
    if (isFromElsewhere(request)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "cross-origin",
          "Only this server's own pages may publish this way.");
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-requests",
          "At most %d events a second can be sent from here.".formatted(EVENTS_PER_SECOND),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static boolean isFromElsewhere(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      return true;
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin != null && !RequestAddress.of(request).isOwnOrigin(origin);
  }
}
