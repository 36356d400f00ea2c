package dev.parley.server.cli;

import dev.parley.server.hook.HookView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a webhook. */
@Command(
    name = "create",
    description = "Tell a URL what happens in the messenger, from now on.",
    mixinStandardHelpOptions = true)
final class WebhookCreateCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "URL")
  private String url = "";

  @Option(
      names = "--events",
      paramLabel = "EVENT",
      split = ",",
      description =
          "Only these, for instance message_created,user_deleted; all but receipt_moved if absent.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Sent along with every request; its value is never shown again.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return options.answer(session -> {
      HookView made = session.hooks().add(url, List.copyOf(events), new LinkedHashMap<>(headers));
      return new AnswerOptions.Answer("Made webhook %s.%n".formatted(made.id()), made.toTree());
    });
  }
}
