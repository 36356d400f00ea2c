package dev.parley.server.http;

import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.ServerKeys;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** The server's own keys. {@link AdminGate} has let the caller in. No key is ever told. */
@Controller("/api/admin/signing-keys")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminSigningKeysController {
  private final KeyRing keys;
  private final AuditLog audit;

  AdminSigningKeysController(KeyRing keys, AuditLog audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * What is to get a new key.
   *
   * @param purpose {@code access-token}, {@code refresh-token}, {@code sync-cursor} or {@code
   *     media-link}
   */
  @Serdeable
  record Rotation(@Nullable String purpose) {}

  /**
   * A key that was made.
   *
   * @param purpose what it is for
   * @param keyId its name, which tokens carry
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewSigningKey(String purpose, String keyId) {}

  /**
   * Makes a new key, which signs from now on. Nobody is signed out: an earlier key verifies what it
   * signed until that expires.
   */
  @Post("/rotate")
  NewSigningKey rotate(HttpRequest<?> request, @Body Rotation given) {
    ServerKeys.Purpose purpose = ServerKeys.Purpose.parse(given.purpose());
    String id = keys.of(purpose).rotate();
    audit.noteSigningKey(request, purpose.text(), id);
    return new NewSigningKey(purpose.text(), id);
  }
}
