package dev.parley.server.cli;

import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.KeyView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How keys are shown to people. */
final class KeyText {
  private static final String LINE = "%-19s  %-24s  %-16s  %-24s  %s%n";

  private KeyText() {}

  /** A key whose secret is told now. */
  static AnswerOptions.Answer made(String what, KeyRegistry.Made made) {
    Map<String, Object> tree = made.key().toTree();
    tree.put("secret", made.secret());
    String text =
        "%s key %s (%s).%nSecret  %s%n"
            .formatted(what, made.key().id(), made.key().name(), made.secret());
    return new AnswerOptions.Answer(text, tree);
  }

  static String table(List<KeyView> keys) {
    var text =
        new StringBuilder(
            String.format(Locale.ROOT, LINE, "ID", "NAME", "BEGINS WITH", "LAST USED", "SCOPES"));
    for (KeyView key : keys) {
      String used = key.lastUsedAt();
      String begins =
          key.secrets().stream().map(KeyView.SecretView::prefix).collect(Collectors.joining(" "));
      text.append(
          String.format(
              Locale.ROOT,
              LINE,
              key.id(),
              key.name(),
              begins,
              used == null ? "never" : used,
              String.join(",", key.scopes())));
    }
    return text.toString();
  }
}
