package dev.parley.server.http;

import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppRefused;
import dev.parley.server.app.AppRegistry;
import dev.parley.server.app.AppView;
import dev.parley.server.app.JsonTree;
import dev.parley.server.docs.Refuses;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The admin API on apps. {@link AdminGate} has let the caller in. Secrets are told only where they
 * are made or asked for by name.
 */
@Controller("/api/admin/apps")
@ExecuteOn(TaskExecutors.BLOCKING)
class AdminAppsController {
  private static final int LONGEST_PAGE = 1_000;

  /** Stands for the app that is meant where none is named; no app can have this id. */
  private static final String DEFAULT = "~default";

  private final AppRegistry apps;
  private final AuditLog audit;

  AdminAppsController(AppRegistry apps, AuditLog audit) {
    this.apps = apps;
    this.audit = audit;
  }

  /** One page; {@code next} is the {@code after} of the following one, if there is one. */
  @Get
  @Refuses(also = "400 invalid-value")
  Map<String, Object> list(
      @QueryValue(defaultValue = "") String after, @QueryValue(defaultValue = "100") int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "invalid-value",
          "limit: expected 1..%d".formatted(LONGEST_PAGE),
          "limit");
    }
    List<AppView> rest = apps.list();
    if (!after.isEmpty()) {
      int at = rest.stream().map(AppView::id).toList().indexOf(after);
      rest = at < 0 ? List.of() : rest.subList(at + 1, rest.size());
    }
    List<AppView> page = rest.subList(0, Math.min(limit, rest.size()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("apps", page.stream().map(AppView::toTree).toList());
    if (page.size() < rest.size()) {
      answer.put("next", page.getLast().id());
    }
    return answer;
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Refuses(also = {"400 invalid-value", "409 conflict"})
  HttpResponse<Map<String, Object>> create(HttpRequest<?> request, @Body @Nullable String body) {
    AppView made = answered(() -> apps.create(draft(body)));
    audit.note(request, "created", made.id(), null);
    return HttpResponse.created(made.toTree());
  }

  @Get("/{id}")
  @Refuses(also = "404 no-such-app")
  Map<String, Object> show(String id) {
    return find(id).withoutSecrets().toTree();
  }

  @Get("/{id}/secrets")
  @Refuses(also = "404 no-such-app")
  Map<String, Object> secrets(HttpRequest<?> request, String id) {
    AppView app = find(id);
    audit.note(request, "secrets told", app.id(), null);
    return app.toTree();
  }

  private AppView find(String id) {
    return answered(() -> apps.find(id.equals(DEFAULT) ? "" : id));
  }

  @Patch("/{id}")
  @Refuses(also = {"404 no-such-app", "400 invalid-value", "409 conflict", "409 read-only"})
  Map<String, Object> change(HttpRequest<?> request, String id, @Body @Nullable String body) {
    AppView changed = answered(() -> apps.change(id, draft(body)));
    audit.note(request, "changed", id, null);
    return changed.toTree();
  }

  @Post("/{id}/keys")
  @Status(HttpStatus.CREATED)
  @Refuses(also = {"404 no-such-app", "409 conflict", "409 read-only"})
  HttpResponse<Map<String, Object>> addKey(HttpRequest<?> request, String id) {
    AppView.KeyView pair = answered(() -> apps.addKey(id));
    audit.note(request, "key added", id, pair.key());
    return HttpResponse.created(pair.toTree());
  }

  @Delete("/{id}/keys/{key}")
  @Refuses(also = {"404 no-such-app", "409 conflict", "409 read-only"})
  Map<String, Object> retireKey(HttpRequest<?> request, String id, String key) {
    AppView app = answered(() -> apps.retireKey(id, key));
    audit.note(request, "key retired", id, key);
    return app.toTree();
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(also = {"404 no-such-app", "409 conflict", "409 read-only"})
  void delete(HttpRequest<?> request, String id) {
    answered(() -> {
      apps.delete(id);
      return id;
    });
    audit.note(request, "deleted", id, null);
  }

  private static AppDraft draft(@Nullable String body) {
    try {
      return AppDraft.of(body == null || body.isBlank() ? Map.of() : JsonTree.read(body));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "bad-json", "The body cannot be read: " + e.getMessage() + ".");
    }
  }

  private static <T> T answered(Supplier<T> work) {
    try {
      return work.get();
    } catch (AppRefused e) {
      String field = e.field();
      String detail = field == null ? "" + e.getMessage() : field + ": " + e.getMessage();
      throw switch (e.reason()) {
        case NOT_FOUND -> new ProblemException(HttpStatus.NOT_FOUND, "no-such-app", detail);
        case INVALID ->
            new ProblemException(HttpStatus.BAD_REQUEST, "invalid-value", detail, field);
        case CONFLICT -> new ProblemException(HttpStatus.CONFLICT, "conflict", detail);
        case READ_ONLY -> new ProblemException(HttpStatus.CONFLICT, "read-only", detail);
      };
    }
  }
}
