package dev.parley.server.cli;

import dev.parley.server.app.AppView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes an app for good. */
@Command(
    name = "delete",
    description = "Remove an app and its keys for good; its clients are closed with 4001.",
    mixinStandardHelpOptions = true)
final class AppDeleteCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      if (!yes) {
        ask(session.apps().find(id));
      }
      session.apps().delete(id);
      return new AnswerOptions.Answer("Deleted app %s.%n".formatted(id), Map.of("deleted", id));
    });
  }

  private void ask(AppView app) {
    if (options.isJson()) {
      throw new Failure("deleting needs --yes where nobody can be asked");
    }
    options.print(
        "Delete app %s (%s) and close its connections? [y/N] ".formatted(app.id(), app.name()));
    try {
      // left open: it is the process's own
      var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes")) {
        throw new Failure("nothing was deleted; answer y, or add --yes");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
