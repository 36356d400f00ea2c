package dev.parley.server.cli;

import dev.parley.server.backup.Restore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to an archive. */
@Command(
    name = "restore",
    description =
        "Go back to an archive of `backup`, on either engine. The server must be stopped.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Mixin private final AnswerOptions options = new AnswerOptions();

  @Option(
      names = "--force",
      description = "Also where there is a store already, which is kept beside.")
  private boolean force;

  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    Restore.Restored done =
        new Restore(
                options.settings(), options.settingsFile(), Clock.systemUTC(), new SecureRandom())
            .run(file, force);
    var tree = new LinkedHashMap<String, Object>();
    tree.put("made_at", done.madeAt());
    tree.put("made_on", done.engine());
    tree.put("messages", done.messages());
    tree.put("accounts", done.people());
    tree.put("kept", Objects.requireNonNullElse(done.kept(), ""));
    tree.put("settings", Objects.toString(done.settingsFile(), ""));
    tree.put("millis", done.took().toMillis());
    options.print(new AnswerOptions.Answer(text(done), tree));
    return 0;
  }

  private static String text(Restore.Restored done) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Restored %,d messages and %,d accounts as of %s (made on %s) in %,.1f s.%n",
            done.messages(),
            done.people(),
            done.madeAt(),
            done.engine(),
            done.took().toMillis() / 1_000.0));
    if (done.kept() != null) {
      text.append(String.format("What was there before is kept: %s%n", done.kept()));
    }
    if (done.settingsFile() != null) {
      text.append(String.format("Its settings: %s%n", done.settingsFile()));
    }
    return text.append(String.format("Clients start over when they connect next.%n")).toString();
  }
}
