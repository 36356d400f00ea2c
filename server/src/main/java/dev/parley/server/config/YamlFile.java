package dev.parley.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML with every scalar as the text that was written. YAML's own guesses would turn the app
 * id {@code 0123} into 83 and the key {@code no} into false.
 */
final class YamlFile {
  private YamlFile() {}

  static Map<?, ?> read(Path file) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    var yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(dumping),
            dumping,
            options,
            new TextResolver());
    try (Reader reader = Files.newBufferedReader(file)) {
      Object tree = yaml.load(reader);
      return switch (tree) {
        case null -> Map.of();
        case Map<?, ?> map -> map;
        default -> throw new ConfigException(file + ": expected a mapping with the key parley");
      };
    } catch (MarkedYAMLException e) {
      // the full message quotes the line, which may hold a secret
      var mark = e.getProblemMark();
      String place = mark == null ? "" : " line " + (mark.getLine() + 1);
      throw new ConfigException("%s%s: not valid YAML: %s".formatted(file, place, e.getProblem()));
    } catch (YAMLException | IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // none: a scalar is text, and Section gives it its type
    }
  }
}
