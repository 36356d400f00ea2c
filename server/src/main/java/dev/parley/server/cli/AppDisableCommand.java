package dev.parley.server.cli;

import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Turns an app away without forgetting it. */
@Command(
    name = "disable",
    description = "Turn an app away: clients are closed with 4003, requests refused with 403.",
    mixinStandardHelpOptions = true)
final class AppDisableCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      AppView app = session.apps().change(id, AppDraft.enabled(false));
      return new AppsOptions.Answer("Disabled app %s.%n".formatted(app.id()), app.toTree());
    });
  }
}
