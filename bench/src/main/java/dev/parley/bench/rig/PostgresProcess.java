package dev.parley.bench.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server on loopback that forces every commit to the disk; closing ends it. */
public final class PostgresProcess implements AutoCloseable {
  private final EmbeddedPostgres running;

  private PostgresProcess(EmbeddedPostgres running) {
    this.running = running;
  }

  /** Starts one with its data in a new folder below {@code out}. */
  public static PostgresProcess start(Path out) {
    try {
      return new PostgresProcess(
          EmbeddedPostgres.builder()
              .setDataDirectory(out.resolve("postgres-" + System.nanoTime()))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database and tells where it is, without the {@code jdbc:} in front. */
  public String createDatabase(String name) {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make database " + name, e);
    }
    return "postgresql://postgres@127.0.0.1:" + running.getPort() + "/" + name;
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
