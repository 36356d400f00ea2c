package dev.parley.server.cli;

import dev.parley.server.apikey.KeyView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every key, without its secret. */
@Command(name = "list", description = "List all keys.", mixinStandardHelpOptions = true)
final class KeyListCommand implements Callable<Integer> {
  @Mixin private final UsersOptions options = new UsersOptions();

  @Override
  public Integer call() {
    return options.answer(session -> {
      List<KeyView> keys = session.keys().list();
      return new AnswerOptions.Answer(
          KeyText.table(keys), Map.of("keys", keys.stream().map(KeyView::toTree).toList()));
    });
  }
}
