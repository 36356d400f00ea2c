package dev.parley.server.cli;

import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command on the store takes, and how it prints what came of it. */
class AnswerOptions {
  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** The same thing twice: for people and for programs. */
  record Answer(String text, Map<String, Object> tree) {}

  final ServerSettings settings() {
    return options.load();
  }

  /** Where the settings file is looked for; it need not be there. */
  final Path settingsFile() {
    return options.file();
  }

  final boolean isJson() {
    return json;
  }

  /** Whether clients are told of another address than the one the server listens on. */
  final boolean namesClientAddress(ServerSettings settings) {
    return settings.client().host() != null || settings.client().port() != null;
  }

  /** Whether a flag said where the server is. */
  final boolean namesAddress() {
    return options.namesAddress();
  }

  final void print(Answer answer) {
    print(json ? JsonTree.writeIndented(answer.tree) + "\n" : answer.text);
  }

  final void print(String text) {
    if (spec != null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }

  static Failure failure(@Nullable String field, @Nullable String message) {
    return new Failure(field == null ? "" + message : field + ": " + message);
  }
}
