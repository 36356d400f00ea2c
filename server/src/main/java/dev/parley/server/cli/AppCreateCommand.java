package dev.parley.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an app and prints what a client library needs. */
@Command(
    name = "create",
    description = "Make an app; prints its id, key and secret. A running server serves it at once.",
    mixinStandardHelpOptions = true)
final class AppCreateCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();
  @Mixin private final AppDraftOptions draft = new AppDraftOptions();

  @Option(names = "--id", paramLabel = "ID", description = "Made up if absent.")
  private @Nullable String id;

  @Override
  public Integer call() {
    return options.answer(
        session -> options.withSecrets(session, session.apps().create(draft.draft(id))));
  }
}
