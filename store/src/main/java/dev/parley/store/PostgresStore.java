package dev.parley.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: several writers that commit at the same time, each for the lanes that fall to it.
 * Commits are as durable as the server is told to make them.
 */
final class PostgresStore implements Store {
  private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);

  /** Longest wait for a connection, ms; after it the database counts as away. */
  private static final int CONNECTION_MILLIS = 5_000;

  /** 2^64 divided by the golden ratio: whatever bits two lanes differ in, the high ones will. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  /** Pools keep this many connections when there is little to do. */
  private static final int IDLE_CONNECTIONS = 1;

  /** Longest that a unit waits for a row that another transaction holds. */
  private static final String PATIENCE = "set lock_timeout = '10s'";

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Tally tally = new Tally();
  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final List<GroupCommit> writers = new ArrayList<>();
  private final PostgresReaders readers;

  private PostgresStore(
      StoreSettings settings, HikariDataSource writing, HikariDataSource reading) {
    this.writing = writing;
    this.reading = reading;
    var database = Jdbi.create(writing);
    for (int i = 1; i <= settings.writers(); i++) {
      var committer = new PostgresCommit(database, tally);
      writers.add(new GroupCommit("parley-store-writer-" + i, committer, settings, callers));
    }
    this.readers = new PostgresReaders(Jdbi.create(reading), settings);
  }

  static PostgresStore open(
      StoreSettings settings, StorePlace.Database place, Migrations migrations) {
    migrations.run(
        Engine.POSTGRESQL,
        flyway -> flyway.dataSource(place.url(), place.user(), place.password()));
    if (!DatabaseReport.of(place).isDurable()) {
      log.warn("the database {} may lose what it acknowledges; see parley doctor", place);
    }
    HikariDataSource writing = pool(place, settings.writers(), "parley-write", false);
    HikariDataSource reading = pool(place, settings.readers(), "parley-read", true);
    return new PostgresStore(settings, writing, reading);
  }

  private static HikariDataSource pool(
      StorePlace.Database place, int connections, String name, boolean readOnly) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(place.url());
    config.setDataSourceProperties(PostgresDriver.properties(place));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(IDLE_CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_MILLIS);
    config.setReadOnly(readOnly);
    config.setTransactionIsolation(
        readOnly ? "TRANSACTION_REPEATABLE_READ" : "TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(PATIENCE);
    return new HikariDataSource(config);
  }

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(
      long lane, Unit<T> unit, Consumer<? super T> committed) {
    return writers.get(writer(lane, writers.size())).submit(unit, committed);
  }

  /** Which of some writers a lane falls to. Ids that are made together differ in few bits. */
  static int writer(long lane, int writers) {
    return (int) ((((lane * SPREAD) >>> 32) * writers) >>> 32);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit) {
    return readers.submit(unit);
  }

  /** Other servers may share the database. */
  @Override
  public OptionalLong generation() {
    return OptionalLong.empty();
  }

  @Override
  public StoreStats stats() {
    return tally.stats(writers.stream().mapToInt(GroupCommit::waiting).sum());
  }

  @Override
  public void close() {
    readers.close();
    writers.forEach(GroupCommit::close);
    callers.close();
    reading.close();
    writing.close();
  }
}
