package dev.parley.server.cli;

import dev.parley.messenger.Refusal;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command about accounts takes, and how it answers. */
final class UsersOptions {
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

  /** The same thing twice: for people and for programs. */
  record Answer(String text, Map<String, Object> tree) {}

  /** Works on the accounts and prints what comes of it. */
  int answer(Function<UsersSession, Answer> work) {
    ServerSettings settings = options.load(data);
    try (UsersSession session = UsersSession.open(settings)) {
      Answer answer = work.apply(session);
      if (spec != null) {
        String text = json ? JsonTree.writeIndented(answer.tree) + "\n" : answer.text;
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
      }
      return 0;
    } catch (Refusal e) {
      String field = e.field();
      throw new Failure(field == null ? e.detail() : field + ": " + e.detail());
    }
  }

  /** Where people reach the server with a browser. */
  String url(UsersSession session) {
    ServerSettings settings = options.load(data);
    boolean told = settings.client().host() != null || settings.client().port() != null;
    return session.address() == null || told || options.namesAddress()
        ? Address.forClients(settings).url()
        : session.address().toString();
  }
}
