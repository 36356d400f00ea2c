package dev.parley.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** One webhook of an app: the first option begins it, the others belong to it. */
final class WebhookOptions {
  @Option(
      names = "--webhook",
      paramLabel = "URL",
      required = true,
      description =
          "Tell this URL what happens on the app's channels; the options below narrow this one. May"
              + " be given several times. All given replace those that the app had.")
  private String url = "";

  @Option(
      names = "--webhook-events",
      paramLabel = "EVENT",
      split = ",",
      description = "Only these, for instance member_added,member_removed.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--webhook-prefix",
      paramLabel = "TEXT",
      description = "Only channels whose name begins so.")
  private String prefix = "";

  @Option(
      names = "--webhook-suffix",
      paramLabel = "TEXT",
      description = "Only channels whose name ends so.")
  private String suffix = "";

  @Option(
      names = "--webhook-header",
      paramLabel = "NAME=VALUE",
      description = "Sent along with every request; its value is never shown again.")
  private Map<String, String> headers = new LinkedHashMap<>();

  /** As below webhooks in parley.yml. */
  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("url", url);
    tree.put("events", events);
    tree.put("channel-prefix", prefix);
    tree.put("channel-suffix", suffix);
    tree.put("headers", headers);
    tree.values()
        .removeIf(value -> value.equals("") || value.equals(List.of()) || value.equals(Map.of()));
    return tree;
  }
}
