package dev.parley.server.config;

import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/** An app's options and limits under the names that {@code parley.yml} gives them. */
public final class AppSettings {
  private AppSettings() {}

  /**
   * Reads a tree with {@code options} and {@code limits}, as below one of {@code parley.apps}.
   *
   * @param base the limits of an app that has none of its own
   * @throws ConfigException beginning with {@code app.} and the name of what cannot be used
   */
  public static AppOptions read(Map<String, ?> tree, Limits base) {
    Section app = new Section("app", tree, Map.of());
    AppOptions options = SettingsReader.options(app, base);
    app.end();
    return options;
  }

  /** Every option's value but the limits. */
  public static Map<String, Object> options(AppOptions options) {
    var tree = new LinkedHashMap<String, Object>();
    for (Feature feature : Feature.values()) {
      tree.put(feature.key(), options.features().contains(feature));
    }
    tree.put("allowed-origins", options.allowedOrigins());
    tree.put("keep-latest", options.slowClients().latestOnlyPrefixes());
    return tree;
  }
}
