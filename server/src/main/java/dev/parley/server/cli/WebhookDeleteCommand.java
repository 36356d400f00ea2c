package dev.parley.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a webhook away. */
@Command(
    name = "delete",
    description = "Take a webhook away; what is queued for it is still tried.",
    mixinStandardHelpOptions = true)
final class WebhookDeleteCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      session.hooks().remove(id);
      return new AnswerOptions.Answer("Deleted webhook %s.%n".formatted(id), Map.of("deleted", id));
    });
  }
}
