package dev.parley.server.http;

import dev.parley.server.security.Peers;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for everything that an operator did to this server's apps and accounts. Never a secret.
 * Thread-safe.
 */
@Singleton
final class AuditLog {
  private static final Logger log = LoggerFactory.getLogger("dev.parley.audit");

  private final Peers peers;

  AuditLog(Peers peers) {
    this.peers = peers;
  }

  void note(HttpRequest<?> request, String action, String appId, @Nullable String key) {
    log.info(
        "app {}: {}{} (from {})",
        appId,
        action,
        key == null ? "" : " " + key,
        peers.address(request));
  }

  /** About how long messages are kept. */
  void noteRetention(HttpRequest<?> request, String rule) {
    log.info("retention: {} (from {})", rule, peers.address(request));
  }

  /** About an account. */
  void noteUser(HttpRequest<?> request, String action, String user) {
    log.info("user {}: {} (from {})", user, action, peers.address(request));
  }
}
