package dev.parley.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a link that sets a new password. */
@Command(
    name = "reset-link",
    description = "Make a link that sets a new password once, within a day; earlier ones are void.",
    mixinStandardHelpOptions = true)
final class UserResetLinkCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "USERNAME")
  private String username = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      String token = session.users().resetToken(username);
      // behind the #, so that neither servers nor proxies log it
      String link = options.url(session) + "/reset-password#token=" + token;
      return new AnswerOptions.Answer(link + "\n", Map.of("link", link, "token", token));
    });
  }
}
