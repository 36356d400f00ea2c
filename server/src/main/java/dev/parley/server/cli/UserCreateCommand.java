package dev.parley.server.cli;

import dev.parley.server.user.UserRegistry;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an account. Its password is made up, so that none stands in the shell's history. */
@Command(
    name = "create",
    description = "Make an account; prints the password that was made up for it.",
    mixinStandardHelpOptions = true)
final class UserCreateCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "USERNAME")
  private String username = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What others see.")
  private @Nullable String displayName;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Counts once it is verified.")
  private @Nullable String email;

  @Override
  public Integer call() {
    return options.answer(session -> {
      UserRegistry.Made made = session.users().create(username, null, displayName, email);
      Map<String, Object> tree = made.user().toTree();
      tree.put("password", made.password());
      String text =
          "Made user %s (%s).%nPassword  %s%n"
              .formatted(made.user().username(), made.user().id(), made.password());
      return new AnswerOptions.Answer(text, tree);
    });
  }
}
