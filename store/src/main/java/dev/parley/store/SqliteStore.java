package dev.parley.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded engine: SQLite with a write-ahead log, every commit forced to the disk. Survives a
 * kill and a loss of power without losing what was acknowledged.
 */
final class SqliteStore implements Store {
  /** Other processes (the command line) may write now and then. */
  private static final int BUSY_MILLIS = 10_000;

  /** Pages; ten times the default, because checkpoints are what costs a busy writer most. */
  private static final int CHECKPOINT_PAGES = 10_000;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Tally tally = new Tally();
  private final GroupCommit writer;
  private final Readers readers;

  private SqliteStore(StoreSettings settings, Handle writing, List<Handle> reading) {
    this.writer =
        new GroupCommit("parley-store-writer", new SqliteCommit(writing, tally), settings, callers);
    this.readers = new Readers(reading, settings.waiting(), callers);
  }

  static SqliteStore open(StoreSettings settings, StorePlace.Folder place, Migrations migrations) {
    Path file = DataFolder.prepare(place.path());
    // at once, else a writer of another process could come between a unit's reading and writing
    SQLiteDataSource writing = source(file, TransactionMode.IMMEDIATE);
    SQLiteDataSource reading = source(file, TransactionMode.DEFERRED);
    migrations.run(Engine.SQLITE, flyway -> flyway.dataSource(writing));
    var opened = new ArrayList<Handle>();
    try {
      for (int i = 0; i <= settings.readers(); i++) {
        Jdbi database = Jdbi.create(i == 0 ? writing : reading);
        database.setStatementBuilderFactory(_ -> new PreparedStatements());
        Handle handle = database.open();
        opened.add(handle);
        handle.execute(
            i == 0 ? "pragma wal_autocheckpoint = " + CHECKPOINT_PAGES : "pragma query_only = on");
      }
    } catch (JdbiException e) {
      opened.forEach(Handle::close);
      throw e;
    }
    return new SqliteStore(settings, opened.getFirst(), opened.subList(1, opened.size()));
  }

  static SQLiteDataSource source(Path file, TransactionMode mode) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public Engine engine() {
    return Engine.SQLITE;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(
      long lane, Unit<T> unit, Consumer<? super T> committed) {
    return writer.submit(unit, committed);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit) {
    return readers.submit(unit);
  }

  @Override
  public OptionalLong generation() {
    return OptionalLong.of(tally.commits());
  }

  @Override
  public StoreStats stats() {
    return tally.stats(writer.waiting());
  }

  @Override
  public void close() {
    readers.close();
    writer.close(); // last: the last connection folds the log into the file
    callers.close();
  }
}
