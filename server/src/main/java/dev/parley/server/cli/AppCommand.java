package dev.parley.server.cli;

import dev.parley.server.app.AppDraft;
import dev.parley.server.app.AppView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What concerns apps. */
@Command(
    name = "app",
    description = "Apps (tenants): make, look at, change and remove them while the server runs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AppListCommand.class,
      AppShowCommand.class,
      AppCreateCommand.class,
      AppSetCommand.class,
      AppRotateCommand.class,
      AppDeleteCommand.class
    })
final class AppCommand {
  @Command(
      name = "disable",
      description = "Turn an app away: clients are closed with 4003, requests refused with 403.",
      mixinStandardHelpOptions = true)
  int disable(@Mixin AppsOptions options, @Parameters(paramLabel = "ID") String id) {
    return turn(options, id, false);
  }

  @Command(
      name = "enable",
      description = "Serve a disabled app again.",
      mixinStandardHelpOptions = true)
  int enable(@Mixin AppsOptions options, @Parameters(paramLabel = "ID") String id) {
    return turn(options, id, true);
  }

  private static int turn(AppsOptions options, String id, boolean on) {
    return options.answer(session -> {
      AppView app = session.apps().change(id, AppDraft.enabled(on));
      return new AnswerOptions.Answer(
          "%s app %s.%n".formatted(on ? "Enabled" : "Disabled", app.id()), app.toTree());
    });
  }
}
