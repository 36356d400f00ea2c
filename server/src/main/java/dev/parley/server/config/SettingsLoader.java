package dev.parley.server.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the sources of settings, the strongest last. */
public final class SettingsLoader {
  private static final String FILE = "parley.yml";
  private static final String ENV_FILE = ".env";

  private final Surroundings surroundings;

  public SettingsLoader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reads flag, environment, {@code ./.env}, {@code parley.yml}, default, in that order.
   *
   * @param flags key below {@code parley} ({@code port}) to value, for the flags that were given
   * @param file the configuration file; null looks for {@code PARLEY_CONFIG}, then {@code
   *     ./parley.yml}, which may be absent
   * @throws ConfigException naming what cannot be used and where it came from
   */
  public ServerSettings load(Map<String, String> flags, @Nullable Path file) {
    Map<String, String> dotenv = dotenv();
    var tree = new LinkedHashMap<String, Object>();
    var origins = new LinkedHashMap<String, String>();
    var overlay = new Overlay(tree, origins);
    overlay.file(yaml(file, dotenv));
    Variables.all()
        .forEach((variable, key) -> {
          overlay.put(key, dotenv.get(variable), variable + " in ./.env");
          overlay.put(key, surroundings.environment().get(variable), "variable " + variable);
        });
    flags.forEach((key, value) -> overlay.put(key, value, "flag --" + key.replace('.', '-')));
    return SettingsReader.read(tree, origins);
  }

  private Map<String, String> dotenv() {
    Path file = surroundings.directory().resolve(ENV_FILE);
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    var entries = new LinkedHashMap<String, String>();
    try {
      Dotenv parsed =
          Dotenv.configure().directory(surroundings.directory().toAbsolutePath().toString()).load();
      for (DotenvEntry entry : parsed.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
        entries.put(entry.getKey(), entry.getValue());
      }
    } catch (DotenvException _) {
      // its message quotes the line, which may be a secret
      throw new ConfigException("./.env: expected lines of the form NAME=value");
    }
    for (String name : entries.keySet()) {
      if (name.startsWith("PARLEY_") && !Variables.isKnown(name)) {
        throw new ConfigException("./.env: " + name + ": unknown setting");
      }
    }
    return entries;
  }

  /**
   * Where the configuration file is looked for; it need not be there.
   *
   * @param flag as for {@link #load}
   */
  public Path file(@Nullable Path flag) {
    Path named = flag == null ? named(dotenv()) : flag;
    return surroundings.directory().resolve(named == null ? Path.of(FILE) : named);
  }

  private @Nullable Path named(Map<String, String> dotenv) {
    String named =
        surroundings
            .environment()
            .getOrDefault(Variables.CONFIG_FILE, dotenv.get(Variables.CONFIG_FILE));
    return named == null ? null : Path.of(named);
  }

  private Map<?, ?> yaml(@Nullable Path flag, Map<String, String> dotenv) {
    Path named = flag == null ? named(dotenv) : flag;
    if (named == null) {
      Path usual = surroundings.directory().resolve(FILE);
      return Files.isRegularFile(usual) ? YamlFile.read(usual) : Map.of();
    }
    Path file = surroundings.directory().resolve(named);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("configuration file " + file + " is not there");
    }
    return YamlFile.read(file);
  }
}
