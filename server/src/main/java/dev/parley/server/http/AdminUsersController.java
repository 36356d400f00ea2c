package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;
import static dev.parley.messenger.RefusalCode.WEAK_PASSWORD;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.server.docs.Refuses;
import dev.parley.server.user.UserRegistry;
import dev.parley.server.user.UserView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The admin API on accounts. {@link AdminGate} has let the caller in. */
@Controller("/api/admin/users")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminUsersController {
  private final UserRegistry users;
  private final AuditLog audit;

  AdminUsersController(UserRegistry users, AuditLog audit) {
    this.users = users;
    this.audit = audit;
  }

  /**
   * A new account.
   *
   * @param password made up and told if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewUser(
      @Nullable String username,
      @Nullable String password,
      @Nullable String displayName,
      @Nullable String email) {
    /** Without the password. */
    @Override
    public String toString() {
      return "NewUser[]";
    }
  }

  /** One page; {@code next} is the {@code after} of the following one, if there may be one. */
  @Get
  Map<String, Object> list(
      @QueryValue(defaultValue = "0") String after, @QueryValue(defaultValue = "50") int limit) {
    if (limit < 1 || limit > Bound.PAGE.value()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "limit", "expected 1..%d".formatted(Bound.PAGE.value()));
    }
    Long from = Texts.bodyId("after", after);
    List<UserView> page = users.list(from == null ? 0 : from, limit);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("users", page.stream().map(UserView::toTree).toList());
    if (page.size() == limit) {
      answer.put("next", page.getLast().id());
    }
    return answer;
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Refuses({USERNAME_TAKEN, WEAK_PASSWORD})
  HttpResponse<Map<String, Object>> create(HttpRequest<?> request, @Body NewUser given) {
    UserRegistry.Made made =
        users.create(
            given.username() == null ? "" : given.username(),
            given.password(),
            given.displayName(),
            given.email());
    audit.noteUser(request, "created", made.user().id());
    Map<String, Object> answer = made.user().toTree();
    if (given.password() == null) {
      answer.put("password", made.password());
    }
    return HttpResponse.created(answer);
  }

  /** A token for a new password; whoever holds it can take the account. */
  @Post("/{username}/reset-token")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  Map<String, Object> reset(HttpRequest<?> request, String username) {
    String token = users.resetToken(username);
    audit.noteUser(request, "reset token issued", username);
    return Map.of("token", token);
  }

  @Post("/{username}/disable")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  Map<String, Object> disable(HttpRequest<?> request, String username) {
    return set(request, username, false);
  }

  @Post("/{username}/enable")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  Map<String, Object> enable(HttpRequest<?> request, String username) {
    return set(request, username, true);
  }

  private Map<String, Object> set(HttpRequest<?> request, String username, boolean enabled) {
    UserView user = users.setEnabled(username, enabled);
    audit.noteUser(request, enabled ? "enabled" : "disabled", user.id());
    return user.toTree();
  }
}
