package dev.parley.server.cli;

import dev.parley.server.app.AppView;
import dev.parley.server.app.AppView.KeyView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an app's key in two steps, so that nobody is refused in between. */
@Command(
    name = "rotate",
    description = {
      "Add a key to an app; both then work. Once everybody uses the new one, end the old one",
      "with --retire: new connections and requests with it are refused, open ones stay."
    },
    mixinStandardHelpOptions = true)
final class AppRotateCommand implements Callable<Integer> {
  @Mixin private final AppsOptions options = new AppsOptions();

  @Option(names = "--retire", paramLabel = "KEY", description = "The key to end.")
  private @Nullable String retire;

  @Parameters(paramLabel = "ID")
  private String id = "";

  @Override
  public Integer call() {
    String old = retire;
    return options.answer(session -> old == null ? add(session) : end(session, old));
  }

  private AnswerOptions.Answer add(AppsSession session) {
    KeyView pair = session.apps().addKey(id);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("key", pair.key());
    tree.put("secret", String.valueOf(pair.secret()));
    return new AnswerOptions.Answer(
        """
        Key     %s
        Secret  %s

        Both keys of app %2$s work now. When everybody uses the new one:
          ./parley app rotate %2$s --retire OLD_KEY
        """
            .replace("%2$s", id)
            .formatted(pair.key(), pair.secret()),
        tree);
  }

  private AnswerOptions.Answer end(AppsSession session, String key) {
    AppView app = session.apps().retireKey(id, key);
    return new AnswerOptions.Answer(
        "Retired key %s of app %s.%n".formatted(key, app.id()), app.toTree());
  }
}
