package dev.parley.server.cli;

import dev.parley.server.config.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings' flags, and where the store is: for commands that may open it themselves. */
final class ServerOptions extends SettingsOptions {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the embedded store; ./data if absent.")
  private @Nullable String data;

  /** All sources joined, see {@link SettingsOptions#load(String)}. */
  ServerSettings load() {
    return load(data);
  }
}
