package dev.parley.server.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a key another secret. */
@Command(
    name = "rotate",
    description = "Give a key another secret; prints it, which is shown only now.",
    mixinStandardHelpOptions = true)
final class KeyRotateCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description =
          "How long the present one works on, as 30m, 24h or 7d; it ends at once if absent.")
  private String grace = "0m";

  @Override
  public Integer call() {
    Duration time = GivenTime.parse("--grace", grace);
    return options.answer(session -> KeyText.made("Rotated", session.keys().rotate(id, time)));
  }
}
