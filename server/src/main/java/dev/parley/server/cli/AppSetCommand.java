package dev.parley.server.cli;

import dev.parley.server.app.AppView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes name, options, limits and webhooks of an app. */
@Command(
    name = "set",
    description = "Change an app's name, options, limits or webhooks; what is not named stays.",
    mixinStandardHelpOptions = true)
final class AppSetCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();
  @Mixin private final AppDraftOptions draft = new AppDraftOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      AppView app = session.apps().change(id, draft.draft(null));
      return new AnswerOptions.Answer("Changed app %s.%n".formatted(app.id()), app.toTree());
    });
  }
}
