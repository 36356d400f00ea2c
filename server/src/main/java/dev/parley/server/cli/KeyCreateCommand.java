package dev.parley.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key and shows its secret this once. */
@Command(
    name = "create",
    description = "Make a key; prints its secret, which is shown only now.",
    mixinStandardHelpOptions = true)
final class KeyCreateCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "Whose it is.")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      split = ",",
      description =
          "What it is for, some of users:read, users:write, sessions:write, rooms:read,"
              + " rooms:write, members:write, messages:read, messages:write, cursors:read,"
              + " cursors:write.")
  private List<String> scopes = new ArrayList<>();

  @Override
  public Integer call() {
    return options.answer(
        session -> KeyText.made("Made", session.keys().create(name, List.copyOf(scopes))));
  }
}
