package dev.parley.server.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the process was started in: given from outside, so that tests can make their own.
 *
 * @param directory where {@code .env} and {@code parley.yml} are looked for
 * @param environment the environment variables
 */
public record Surroundings(Path directory, Map<String, String> environment) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  public static Surroundings ofThisProcess() {
    return new Surroundings(Path.of(""), System.getenv());
  }

  /** The names alone; values may be secrets. */
  @Override
  public String toString() {
    return "Surroundings[%s, %s]".formatted(directory, environment.keySet());
  }
}
