package dev.parley.server.config;

import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An app's options and limits under the names that {@code parley.yml} gives them. */
public final class AppSettings {
  private AppSettings() {}

  /**
   * Reads a tree with {@code options}, {@code limits} and {@code webhooks}, as below one of {@code
   * parley.apps}.
   *
   * @param base what holds for every key that is not there
   * @throws ConfigException beginning with {@code app.} and the name of what cannot be used
   */
  public static AppOptions read(Map<String, ?> tree, AppOptions base) {
    Section app = new Section("app", tree, Map.of());
    AppOptions options = SettingsReader.options(app, base);
    app.end();
    return options;
  }

  /** The webhooks, each without what may be secret: its URL's query and its headers' values. */
  public static List<Object> webhooks(AppOptions options) {
    return WebhookReader.describe(options.webhooks());
  }

  /** Every option's value but the limits. */
  public static Map<String, Object> options(AppOptions options) {
    var tree = new LinkedHashMap<String, Object>();
    for (Feature feature : Feature.values()) {
      tree.put(feature.key(), options.features().contains(feature));
    }
    tree.put("webhook-batching", options.webhooks().batching());
    tree.put("allowed-origins", options.allowedOrigins());
    tree.put("client-event-names", options.clientEvents().names());
    tree.put("client-event-channels", options.clientEvents().channelPrefixes());
    tree.put("keep-latest", options.slowClients().latestOnlyPrefixes());
    return tree;
  }
}
