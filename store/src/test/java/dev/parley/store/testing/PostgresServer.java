package dev.parley.store.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on this machine, as durable as one in production: every commit is forced to
 * the disk.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder;
  private final int port;
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** The server that all tests of this process share; started when first asked for. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    private static final PostgresServer SERVER = startInTemporaryFolder();

    private static PostgresServer startInTemporaryFolder() {
      Path folder = Folders.create("parley-postgres");
      PostgresServer server = startIn(folder);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                server.close();
                Folders.delete(folder);
              }));
      return server;
    }
  }

  /** Starts a server for one test, which may stop, kill and start it; close it in the end. */
  public static PostgresServer startIn(Path folder) {
    var server = new PostgresServer(folder.resolve("cluster"), freePort());
    server.start();
    return server;
  }

  private static int freePort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on the same port, with what the disk has kept. */
  public void start() {
    try {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "300")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in order, ending every connection. */
  public void stop() {
    EmbeddedPostgres server = running;
    running = null;
    if (server != null) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends it as a loss of power would, as far as a process can be: nothing is written any more. */
  public void kill() {
    try {
      long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
      ProcessHandle.of(pid)
          .ifPresent(process -> {
            List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stop();
  }

  /**
   * Lets it come up as a standby that is told to lead: same data, another timeline. Whatever was
   * connected is not any more.
   */
  public void promote() {
    stop();
    try {
      Files.createFile(folder.resolve("recovery.signal"));
      Files.writeString(
          folder.resolve("postgresql.auto.conf"),
          "restore_command = 'false'\n",
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
    execute("do $$ begin while pg_is_in_recovery() loop perform pg_sleep(0.05); end loop; end $$");
  }

  /** Where a database of this server is. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
  }

  /**
   * Makes an empty database that sorts text as people do, as most servers in production are set up
   * to; SQLite sorts it by its bytes.
   *
   * @return its name
   */
  public String createDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    execute(
        "create database %s template template0 locale_provider icu icu_locale 'en-US'"
            .formatted(name));
    return name;
  }

  /**
   * Makes a database with all that another holds, to which nobody may be connected.
   *
   * @return its name
   */
  public String copyDatabase(String model) {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("create database %s template %s".formatted(name, model));
    return name;
  }

  public void dropDatabase(String name) {
    execute("drop database if exists %s with (force)".formatted(name));
  }

  /** Runs one statement as the owner of the server. */
  public void execute(String statement) {
    try (var connection = DriverManager.getConnection(url("postgres"));
        var one = connection.createStatement()) {
      one.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
