package dev.parley.server.cli;

import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Serves a disabled app again. */
@Command(
    name = "enable",
    description = "Serve a disabled app again.",
    mixinStandardHelpOptions = true)
final class AppEnableCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      AppView app = session.apps().change(id, AppDraft.enabled(true));
      return new AppsOptions.Answer("Enabled app %s.%n".formatted(app.id()), app.toTree());
    });
  }
}
