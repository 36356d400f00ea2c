package dev.parley.server.cli;

import dev.parley.server.user.UserView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Let somebody in again. */
@Command(name = "enable", description = "Let somebody in again.", mixinStandardHelpOptions = true)
final class UserEnableCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "USERNAME")
  private String username = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      UserView user = session.users().setEnabled(username, true);
      return new AnswerOptions.Answer(
          "Enabled user %s.%n".formatted(user.username()), user.toTree());
    });
  }
}
