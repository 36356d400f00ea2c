package dev.parley.server.http;

import dev.parley.server.hook.HookSecret;
import dev.parley.server.hook.HookView;
import dev.parley.server.hook.Hooks;
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

/** The admin API on where the messenger's events are told. {@link AdminGate} let the caller in. */
@Controller("/api/admin/webhooks")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminWebhooksController {
  private final Hooks hooks;
  private final AuditLog audit;

  AdminWebhooksController(Hooks hooks, AuditLog audit) {
    this.hooks = hooks;
    this.audit = audit;
  }

  /**
   * A new webhook.
   *
   * @param url {@code http} or {@code https} with a host
   * @param events such as {@code message_created}; all but {@code receipt_moved} if absent
   * @param headers sent along; their values are never shown again
   */
  @Serdeable
  record NewWebhook(
      @Nullable String url, @Nullable List<String> events, @Nullable Map<String, String> headers) {
    /** Without what may be secret. */
    @Override
    public String toString() {
      return "NewWebhook[]";
    }
  }

  /** Lists all webhooks of the messenger. */
  @Get
  Map<String, Object> list() {
    return Map.of("webhooks", hooks.list().stream().map(HookView::toTree).toList());
  }

  /** Adds one; it counts from the next event on. */
  @Post
  @Status(HttpStatus.CREATED)
  HttpResponse<Map<String, Object>> create(HttpRequest<?> request, @Body NewWebhook given) {
    HookView made =
        hooks.add(
            given.url() == null ? "" : given.url(),
            given.events() == null ? List.of() : given.events(),
            given.headers() == null ? Map.of() : given.headers());
    audit.noteWebhook(request, "created", made.id());
    return HttpResponse.created(made.toTree());
  }

  /** Takes one away. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void delete(HttpRequest<?> request, String id) {
    hooks.remove(id);
    audit.noteWebhook(request, "deleted", id);
  }

  /**
   * A new secret.
   *
   * @param noticeSeconds how long the present one goes on to sign; 0 if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Rotation(@Nullable Integer noticeSeconds) {}

  /** Tells what receivers verify the requests with: what signs now, then what will. */
  @Get("/secrets")
  Map<String, Object> secrets(HttpRequest<?> request) {
    List<HookSecret> secrets = hooks.secrets();
    audit.noteWebhook(request, "secrets told", "*");
    return Map.of("secrets", secrets.stream().map(HookSecret::toTree).toList());
  }

  /** Makes another secret and tells it. */
  @Post("/secrets/rotate")
  Map<String, Object> rotate(HttpRequest<?> request, @Body @Nullable Rotation given) {
    Integer notice = given == null ? null : given.noticeSeconds();
    HookSecret made = hooks.rotate(Duration.ofSeconds(notice == null ? 0 : notice));
    audit.noteWebhook(request, "secret " + made.pair().key() + " made", "*");
    return made.toTree();
  }
}
