package dev.parley.server.cli;

import dev.parley.server.hook.HookSecret;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes another secret for webhooks. */
@Command(
    name = "rotate",
    description = {
      "Make another secret for the messenger's webhooks. The present one goes on to sign for an",
      "hour, in which receivers are to learn the new one beside it."
    },
    mixinStandardHelpOptions = true)
final class WebhookRotateCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Option(
      names = "--in",
      paramLabel = "TIME",
      description = "When the new one begins to sign, as 0m, 30m, 24h or 7d; 1h if absent.")
  private String notice = "1h";

  @Override
  public Integer call() {
    Duration time = GivenTime.parse("--in", notice);
    return options.answer(session -> {
      HookSecret made = session.hooks().rotate(time);
      return new AnswerOptions.Answer(WebhookSecretCommand.text(made), made.toTree());
    });
  }
}
