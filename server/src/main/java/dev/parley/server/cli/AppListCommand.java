package dev.parley.server.cli;

import dev.parley.server.app.AppView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every app, without secrets. */
@Command(name = "list", description = "List all apps.", mixinStandardHelpOptions = true)
final class AppListCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Override
  public Integer call() {
    return options.answer(session -> {
      List<AppView> apps = session.apps().list();
      return new AnswerOptions.Answer(
          AppText.list(apps), Map.of("apps", apps.stream().map(AppView::toTree).toList()));
    });
  }
}
