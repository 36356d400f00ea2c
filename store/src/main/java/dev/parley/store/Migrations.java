package dev.parley.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The scripts on the class path that make the schema: one folder for both engines beside one for
 * each.
 *
 * @param root the folder above them
 */
record Migrations(String root) {
  static final Migrations OF_THE_MODULES = new Migrations("db/migration");

  /**
   * Runs those scripts that have not run yet. Processes that do so together wait for each other.
   *
   * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or a script
   *     fails
   */
  void run(Engine engine, Connections connections) {
    FluentConfiguration flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .locations(
                "classpath:%s/common".formatted(root),
                "classpath:%s/%s".formatted(root, engine.folder()));
    connections.into(flyway).load().migrate();
  }

  /** How Flyway reaches the database. */
  @FunctionalInterface
  interface Connections {
    FluentConfiguration into(FluentConfiguration flyway);
  }
}
