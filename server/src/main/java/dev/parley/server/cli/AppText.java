package dev.parley.server.cli;

import dev.parley.server.app.AppView;
import dev.parley.server.app.AppView.KeyView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Apps as text for people. */
final class AppText {
  private AppText() {}

  static String withSecrets(AppView app, Address address, String pathPrefix) {
    var text = new StringBuilder();
    text.append("App     %s   %s%s%n".formatted(app.id(), app.name(), remark(app)));
    for (KeyView pair : app.activeKeys()) {
      text.append("Key     %s%nSecret  %s%n".formatted(pair.key(), pair.secret()));
    }
    if (!pathPrefix.isEmpty()) {
      text.append("Path    %s%n".formatted(pathPrefix));
    }
    app.limits().forEach((limit, value) -> text.append("Limit   %s=%s%n".formatted(limit, value)));
    for (Object webhook : app.webhooks()) {
      text.append("Webhook %s%n".formatted(webhook(webhook)));
    }
    KeyView first = app.activeKeys().getFirst();
    return text.append(
            """

            PUSHER_APP_ID=%s
            PUSHER_KEY=%s
            PUSHER_SECRET=%s
            PUSHER_CLUSTER=parley
            PUSHER_HOST=%s
            PUSHER_PORT=%d
            PUSHER_SCHEME=%s
            """
                .formatted(
                    app.id(),
                    first.key(),
                    first.secret(),
                    address.host(),
                    address.port(),
                    address.scheme()))
        .toString();
  }

  /** One line: where to, then what narrows or accompanies it. */
  private static String webhook(Object webhook) {
    if (!(webhook instanceof Map<?, ?> tree)) {
      return "";
    }
    var words = new ArrayList<String>();
    tree.forEach((key, value) -> {
      String text =
          value instanceof Collection<?> items
              ? items.stream().map(String::valueOf).collect(Collectors.joining(","))
              : String.valueOf(value);
      words.add("url".equals(key) ? text : key + "=" + text);
    });
    return String.join("  ", words);
  }

  static String list(List<AppView> apps) {
    int width = apps.stream().mapToInt(app -> app.id().length()).max().orElse(2);
    String line = "%-" + Math.max(2, width) + "s  %-8s  %4s  %s%s%n";
    var text =
        new StringBuilder(String.format(Locale.ROOT, line, "ID", "STATE", "KEYS", "NAME", ""));
    for (AppView app : apps) {
      text.append(
          String.format(
              Locale.ROOT,
              line,
              app.id(),
              app.enabled() ? "enabled" : "disabled",
              app.activeKeys().size(),
              app.name(),
              app.readOnly() ? " (from the configuration)" : app.isDefault() ? " (default)" : ""));
    }
    return text.toString();
  }

  private static String remark(AppView app) {
    return (app.enabled() ? "" : "   (disabled)")
        + (app.readOnly() ? "   (from the configuration)" : "");
  }
}
