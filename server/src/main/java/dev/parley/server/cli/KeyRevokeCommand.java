package dev.parley.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a key. */
@Command(
    name = "revoke",
    description = "End a key at once; nothing of it is kept.",
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    return options.answer(session -> {
      session.keys().revoke(id);
      return new AnswerOptions.Answer("Revoked key %s.%n".formatted(id), Map.of("revoked", id));
    });
  }
}
