package dev.parley.server.cli;

import dev.parley.server.app.AppDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What an app can be told to be. */
final class AppDraftOptions {
  @Option(names = "--name", paramLabel = "TEXT", description = "Shown to people.")
  private @Nullable String name;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description =
          "As below options in parley.yml, for instance force-tls=true; an empty value brings"
              + " back the default. May be given several times.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--limit",
      paramLabel = "KEY=VALUE",
      description = "As below limits in parley.yml, for instance connections-per-app=500.")
  private Map<String, String> limits = new LinkedHashMap<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*", heading = "Webhooks:%n")
  private List<WebhookOptions> webhooks = new ArrayList<>();

  @Option(
      names = "--no-webhooks",
      description = "Tell nobody any more of what happens on the app's channels.")
  private boolean noWebhooks;

  /**
   * The draft that these make.
   *
   * @param id for a new app, or null
   */
  AppDraft draft(@Nullable String id) {
    var tree = new LinkedHashMap<String, Object>();
    if (id != null) {
      tree.put("id", id);
    }
    if (name != null) {
      tree.put("name", name);
    }
    tree.put("options", options);
    tree.put("limits", limits);
    if (noWebhooks && !webhooks.isEmpty()) {
      throw new Failure("give --webhook or --no-webhooks, not both");
    }
    if (noWebhooks || !webhooks.isEmpty()) {
      tree.put("webhooks", webhooks.stream().map(WebhookOptions::tree).toList());
    }
    return AppDraft.of(tree);
  }
}
