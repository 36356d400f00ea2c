package dev.parley.server.cli;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.retention.ServerRule;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows or sets how long messages are kept. */
@Command(
    name = "retention",
    description =
        "Show or set how long messages are kept in conversations that say nothing themselves.",
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {
  private static final String PATH = "/api/admin/retention";
  private static final String SETTINGS = "settings";

  @Mixin private final AnswerOptions options = new AnswerOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "RULE",
      description =
          "forever, or a time such as 12h or 7d; settings goes back to what parley.yml says."
              + " Shows the present rule if absent.")
  private @Nullable String rule;

  /** As the admin API writes it. */
  private record Answer(String retention, String from) {
    static Answer of(ServerRule.State state) {
      return new Answer(state.rule().text(), state.setAtRunTime() ? "operator" : SETTINGS);
    }

    static Answer of(Map<String, Object> tree) {
      return new Answer(String.valueOf(tree.get("retention")), String.valueOf(tree.get("from")));
    }
  }

  @Override
  public Integer call() {
    ServerSettings settings = options.settings();
    Optional<AdminClient> running = AdminClient.of(settings);
    Answer answer = running.isPresent() ? through(running.get()) : inStore(settings);
    options.print(
        new AnswerOptions.Answer(
            "Messages are kept: %s (%s).%n"
                .formatted(
                    answer.retention(),
                    answer.from().equals(SETTINGS) ? "by the settings" : "set by an operator"),
            Map.of("retention", answer.retention(), "from", answer.from())));
    return 0;
  }

  private Answer through(AdminClient client) {
    try (client) {
      if (rule == null) {
        return Answer.of(client.call("GET", PATH, null));
      }
      return Answer.of(
          rule.equals(SETTINGS)
              ? client.call("DELETE", PATH, null)
              : client.call("PUT", PATH, Map.of("retention", rule)));
    }
  }

  private Answer inStore(ServerSettings settings) {
    try (Store store = Store.open(StoreSettings.at(settings.store()))) {
      var rules =
          new ServerRule(new Transactions(store, _ -> {}), Clock.systemUTC(), settings.retention());
      if (rule == null) {
        return Answer.of(rules.state());
      }
      return Answer.of(rule.equals(SETTINGS) ? rules.reset() : rules.set(parsed(rule)));
    }
  }

  private static Retention parsed(String text) {
    return Retention.of(text)
        .orElseThrow(() ->
            new Failure(
                "expected %s, or %s, got %s".formatted(Retention.EXPECTED, SETTINGS, text)));
  }
}
