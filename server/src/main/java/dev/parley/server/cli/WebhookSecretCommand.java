package dev.parley.server.cli;

import dev.parley.server.hook.HookSecret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what receivers verify requests with. */
@Command(
    name = "secret",
    description = "Show the key and the secret that sign the messenger's webhooks.",
    mixinStandardHelpOptions = true)
final class WebhookSecretCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Override
  public Integer call() {
    return options.answer(session -> {
      List<HookSecret> secrets = session.hooks().secrets();
      var text = new StringBuilder();
      secrets.forEach(secret -> text.append(text(secret)));
      return new AnswerOptions.Answer(
          text.toString(), Map.of("secrets", secrets.stream().map(HookSecret::toTree).toList()));
    });
  }

  static String text(HookSecret secret) {
    return "Key         %s%nSecret      %s%nSigns from  %s%n"
        .formatted(secret.pair().key(), secret.pair().secret(), secret.signsFrom());
  }
}
