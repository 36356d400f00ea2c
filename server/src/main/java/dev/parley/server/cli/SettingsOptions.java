package dev.parley.server.cli;

import dev.parley.server.config.ServerSettings;
import dev.parley.server.config.SettingsLoader;
import dev.parley.server.config.Surroundings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that every command has which needs to know the server's settings. */
class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file; ./parley.yml if absent.")
  private @Nullable Path config;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Address of the server.")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "TCP port of the server.")
  private @Nullable String port;

  @Option(
      names = "--store-url",
      paramLabel = "URL",
      description =
          "PostgreSQL database of the store, as postgresql://host:port/database; the embedded"
              + " store if absent. PARLEY_STORE_PASSWORD is for its password.")
  private @Nullable String storeUrl;

  @Option(
      names = "--store-user",
      paramLabel = "NAME",
      description = "Who Parley is to that database.")
  private @Nullable String storeUser;

  /**
   * All sources joined. Also settles how log lines are written, so it must be called before the
   * first logger is made.
   *
   * @param data folder of the store if a flag named it
   */
  final ServerSettings load(@Nullable String data) {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, "host", host);
    put(flags, "port", port);
    put(flags, "data", data);
    put(flags, "store.url", storeUrl);
    put(flags, "store.user", storeUser);
    ServerSettings settings = new SettingsLoader(Surroundings.ofThisProcess()).load(flags, config);
    System.setProperty("parley.log", settings.log().name().toLowerCase(java.util.Locale.ROOT));
    return settings;
  }

  /** Where the settings file is looked for; it need not be there. */
  final Path file() {
    return new SettingsLoader(Surroundings.ofThisProcess()).file(config);
  }

  /** Whether a flag said where the server is, which goes before where clients reach it. */
  final boolean namesAddress() {
    return host != null || port != null;
  }

  private static void put(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
