package dev.parley.server.http;

import dev.parley.server.security.Peers;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for everything that an operator or a back end did to this server, its apps, accounts and
 * keys. Never a secret. Thread-safe.
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
        peers.described(request));
  }

  /** About how long messages are kept. */
  void noteRetention(HttpRequest<?> request, String rule) {
    log.info("retention: {} (from {})", rule, peers.address(request));
  }

  /** About what the server says. */
  void noteAnnouncement(HttpRequest<?> request, String id, String audience, int recipients) {
    log.info(
        "announcement {}: to {}, {} accounts (from {})",
        id,
        audience,
        recipients,
        peers.address(request));
  }

  /** About a key of the server's own. */
  void noteSigningKey(HttpRequest<?> request, String purpose, String id) {
    log.info("signing key {}: made for {} (from {})", id, purpose, peers.address(request));
  }

  /** About an account. */
  void noteUser(HttpRequest<?> request, String action, String user) {
    log.info("user {}: {} (from {})", user, action, peers.described(request));
  }

  /** About where the messenger's events are told. */
  void noteWebhook(HttpRequest<?> request, String action, String webhook) {
    log.info("webhook {}: {} (from {})", webhook, action, peers.described(request));
  }

  /** About a key of a back end. */
  void noteKey(HttpRequest<?> request, String action, String key) {
    log.info("key {}: {} (from {})", key, action, peers.described(request));
  }
}
