package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.retention.ServerRule;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long messages are kept in conversations that say nothing themselves. {@link AdminGate} has
 * let the caller in.
 */
@Controller("/api/admin/retention")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminRetentionController {
  private final ServerRule rule;
  private final AuditLog audit;

  AdminRetentionController(ServerRule rule, AuditLog audit) {
    this.rule = rule;
    this.audit = audit;
  }

  /**
   * A rule to set.
   *
   * @param retention {@code forever}, or hours or days such as {@code 12h} or {@code 7d}
   */
  @Serdeable
  record NewRule(@Nullable String retention) {}

  @Get
  Map<String, Object> show() {
    return tree(rule.state());
  }

  /** Sets the rule at run time, for all servers of this database. */
  @Put
  Map<String, Object> set(HttpRequest<?> request, @Body NewRule given) {
    String text = given.retention() == null ? "" : given.retention();
    Retention wanted =
        Retention.of(text)
            .orElseThrow(() ->
                Refusal.ofField(
                    RefusalCode.INVALID_FIELD, "retention", "expected " + Retention.EXPECTED));
    ServerRule.State state = rule.set(wanted);
    audit.noteRetention(request, wanted.text());
    return tree(state);
  }

  /** Goes back to the rule of the settings. */
  @Delete
  Map<String, Object> reset(HttpRequest<?> request) {
    ServerRule.State state = rule.reset();
    audit.noteRetention(request, "as the settings say");
    return tree(state);
  }

  private static Map<String, Object> tree(ServerRule.State state) {
    return Map.of(
        "retention", state.rule().text(), "from", state.setAtRunTime() ? "operator" : "settings");
  }
}
