package dev.parley.server.cli;

import dev.parley.server.app.AppRefused;
import dev.parley.server.app.AppView;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command about apps takes, and how it answers. */
final class AppsOptions {
  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the embedded store; ./data if absent.")
  private @Nullable String data;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Works on the apps and prints what comes of it. */
  int answer(Function<AppsSession, Answer> work) {
    ServerSettings settings = options.load(data);
    try (AppsSession session = AppsSession.open(settings)) {
      Answer answer = work.apply(session);
      print(json ? JsonTree.writeIndented(answer.tree) + "\n" : answer.text);
      return 0;
    } catch (AppRefused e) {
      String field = e.field();
      throw new Failure(field == null ? "" + e.getMessage() : field + ": " + e.getMessage());
    }
  }

  /** The same thing twice: for people and for programs. */
  record Answer(String text, Map<String, Object> tree) {}

  boolean isJson() {
    return json;
  }

  /** Shows an app with its secrets and the lines for a client's environment. */
  Answer withSecrets(AppsSession session, AppView app) {
    ServerSettings settings = options.load(data);
    return new Answer(
        AppText.withSecrets(app, address(settings, session.address()), settings.pathPrefix()),
        app.toTree());
  }

  private Address address(ServerSettings settings, @Nullable URI running) {
    if (options.namesAddress()) {
      return Address.listening(settings);
    }
    boolean told = settings.client().host() != null || settings.client().port() != null;
    return running == null || told
        ? Address.forClients(settings)
        : new Address(running.getScheme(), running.getHost(), running.getPort());
  }

  void print(String text) {
    if (spec != null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }
}
