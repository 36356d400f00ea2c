package dev.parley.server.cli;

import dev.parley.server.user.UserView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Turn somebody away and end their sessions. */
@Command(
    name = "disable",
    description = "Turn somebody away and end their sessions.",
    mixinStandardHelpOptions = true)
final class UserDisableCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "USERNAME")
  private String username = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      UserView user = session.users().setEnabled(username, false);
      return new AnswerOptions.Answer(
          "Disabled user %s.%n".formatted(user.username()), user.toTree());
    });
  }
}
