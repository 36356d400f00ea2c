package dev.parley.store;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
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
    connections.into(scripts(engine)).load().migrate();
  }

  /**
   * Runs those scripts up to a version that have not run yet.
   *
   * @return whether there is such a version; if not, nothing is done
   */
  boolean runUpTo(Engine engine, String version, Connections connections) {
    boolean known =
        Arrays.stream(connections.into(scripts(engine)).load().info().all())
            .map(MigrationInfo::getVersion)
            .anyMatch(MigrationVersion.fromVersion(version)::equals);
    if (known) {
      connections.into(scripts(engine)).target(version).load().migrate();
    }
    return known;
  }

  private FluentConfiguration scripts(Engine engine) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .locations(
            "classpath:%s/common".formatted(root),
            "classpath:%s/%s".formatted(root, engine.folder()));
  }

  /** How Flyway reaches the database. */
  @FunctionalInterface
  interface Connections {
    FluentConfiguration into(FluentConfiguration flyway);
  }
}
