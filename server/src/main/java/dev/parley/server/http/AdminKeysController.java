package dev.parley.server.http;

import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.KeyView;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The admin API on the keys of back ends. {@link AdminGate} has let the caller in. A secret is told
 * in the answer that makes it and never again.
 */
@Controller("/api/admin/keys")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminKeysController {
  private final KeyRegistry keys;
  private final AuditLog audit;

  AdminKeysController(KeyRegistry keys, AuditLog audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * A new key.
   *
   * @param name 1 to 64 characters, for people
   * @param scopes what it is for, such as {@code users:read}
   */
  @Serdeable
  record NewKey(@Nullable String name, @Nullable List<String> scopes) {}

  /**
   * How to replace a secret.
   *
   * @param graceSeconds how long the present one works on; 0 if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Rotation(@Nullable Integer graceSeconds) {}

  /** Lists all keys; there are at most a hundred. */
  @Get
  Map<String, Object> list() {
    return Map.of("keys", keys.list().stream().map(KeyView::toTree).toList());
  }

  /** Makes a key and tells its secret. */
  @Post
  @Status(HttpStatus.CREATED)
  HttpResponse<Map<String, Object>> create(HttpRequest<?> request, @Body NewKey given) {
    KeyRegistry.Made made =
        keys.create(
            given.name() == null ? "" : given.name(),
            given.scopes() == null ? List.of() : given.scopes());
    audit.noteKey(request, "created for " + String.join(" ", made.key().scopes()), made.key().id());
    return HttpResponse.created(told(made));
  }

  /** Gives a key another secret and tells it. */
  @Post("/{id}/rotate")
  Map<String, Object> rotate(HttpRequest<?> request, String id, @Body @Nullable Rotation given) {
    Integer grace = given == null ? null : given.graceSeconds();
    KeyRegistry.Made made = keys.rotate(id, Duration.ofSeconds(grace == null ? 0 : grace));
    audit.noteKey(request, "rotated", id);
    return told(made);
  }

  /** Ends a key at once. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void revoke(HttpRequest<?> request, String id) {
    keys.revoke(id);
    audit.noteKey(request, "revoked", id);
  }

  private static Map<String, Object> told(KeyRegistry.Made made) {
    Map<String, Object> tree = made.key().toTree();
    tree.put("secret", made.secret());
    return tree;
  }
}
