package dev.parley.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what a client library needs, the secret included. */
@Command(
    name = "show",
    description = "Print id, key and secret of an app, and the environment lines for a client.",
    mixinStandardHelpOptions = true)
final class AppShowCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The default app if absent.")
  private @Nullable String id;

  @Override
  public Integer call() {
    return options.answer(
        session -> options.withSecrets(session, session.apps().find(id == null ? "" : id)));
  }
}
