package dev.parley.server.cli;

import dev.parley.server.hook.HookView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every webhook of the messenger. */
@Command(name = "list", description = "List all webhooks.", mixinStandardHelpOptions = true)
final class WebhookListCommand implements Callable<Integer> {
  private static final String LINE = "%-4s  %-48s  %s%n";

  @Mixin private final UsersOptions options = new UsersOptions();

  @Override
  public Integer call() {
    return options.answer(session -> {
      List<HookView> hooks = session.hooks().list();
      String text =
          hooks.stream()
              .map(hook ->
                  String.format(
                      Locale.ROOT, LINE, hook.id(), hook.url(), String.join(",", hook.events())))
              .collect(
                  Collectors.joining(
                      "", String.format(Locale.ROOT, LINE, "ID", "URL", "EVENTS"), ""));
      return new AnswerOptions.Answer(
          text, Map.of("webhooks", hooks.stream().map(HookView::toTree).toList()));
    });
  }
}
