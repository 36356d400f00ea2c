package dev.parley.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A store that is filled from a copy, beside the one that it is to take the place of: the embedded
 * engine's in a folder of its own, PostgreSQL's in a schema of its own. Nothing of the present one
 * is touched. Used by one thread; blocks.
 */
public final class StoreRebuild implements AutoCloseable {
  private static final int TOGETHER = 500;

  private final StorePlace place;
  private final Migrations migrations;
  private final Handle handle;
  private final List<TableShape> tables;

  private StoreRebuild(StorePlace place, Migrations migrations, Handle handle) {
    this.place = place;
    this.migrations = migrations;
    this.handle = handle;
    this.tables = Tables.of(place.engine(), handle);
  }

  /**
   * Makes an empty schema.
   *
   * @param place empty so far; a folder, or {@link PostgresSchema#place()}
   * @param version of the schema that the copy was made of
   * @throws StoreException in one line, if the place cannot be used, or this program does not know
   *     that version yet
   */
  public static StoreRebuild begin(StorePlace place, String version) {
    return Engines.reaching(place, () -> begin(place, version, Migrations.OF_THE_MODULES));
  }

  private static StoreRebuild begin(StorePlace place, String version, Migrations migrations) {
    Jdbi jdbi =
        switch (place) {
          case StorePlace.Folder folder -> Jdbi.create(unprotected(folder));
          case StorePlace.Database database -> joiningInserts(database);
        };
    boolean known =
        migrations.runUpTo(
            place.engine(),
            version,
            flyway ->
                switch (place) {
                  case StorePlace.Folder folder -> flyway.dataSource(unprotected(folder));
                  case StorePlace.Database database ->
                      flyway.dataSource(database.url(), database.user(), database.password());
                });
    if (!known) {
      throw new StoreException(
          "its schema is version %s, which this Parley does not know; update Parley first"
              .formatted(version),
          null);
    }
    Handle handle = jdbi.open();
    try {
      handle.begin();
      return new StoreRebuild(place, migrations, handle);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** If the machine fails meanwhile, this store is thrown away; so nothing need reach the disk. */
  private static SQLiteDataSource unprotected(StorePlace.Folder folder) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.enforceForeignKeys(true);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + DataFolder.prepare(folder.path()));
    return source;
  }

  private static Jdbi joiningInserts(StorePlace.Database place) {
    var properties = PostgresDriver.properties(place);
    properties.setProperty("reWriteBatchedInserts", "true");
    return Jdbi.create(place.url(), properties);
  }

  /** Takes away what the scripts put in, so that the copy's rows are all there are. */
  public void clear(List<TableShape> copied) {
    for (TableShape table : copied.reversed()) {
      requireKnown(table);
      handle.execute("delete from \"" + table.name() + '"');
    }
  }

  private void requireKnown(TableShape table) {
    boolean known =
        tables.stream()
            .anyMatch(shape ->
                shape.name().equals(table.name()) && shape.columns().containsAll(table.columns()));
    if (!known) {
      throw new StoreException(
          "its table %s is not of this schema, or has other columns".formatted(table.name()), null);
    }
  }

  /** Fills one table. */
  public final class Filler implements AutoCloseable {
    private final TableShape table;
    private final PreparedStatement insert;
    private int waiting;

    private Filler(TableShape table) throws SQLException {
      this.table = table;
      this.insert = handle.getConnection().prepareStatement(table.insert());
    }

    /**
     * Adds a row.
     *
     * @param values each a {@code Long}, a {@code String} or {@code null}, in the table's order
     */
    public void add(List<? extends @Nullable Object> values) {
      if (values.size() != table.columns().size()) {
        throw new StoreException(
            "a row of %s has %d values, expected %d"
                .formatted(table.name(), values.size(), table.columns().size()),
            null);
      }
      run(() -> {
        for (int i = 0; i < values.size(); i++) {
          insert.setObject(i + 1, values.get(i));
        }
        insert.addBatch();
        waiting++;
        if (waiting == TOGETHER) {
          insert.executeBatch();
          waiting = 0;
        }
      });
    }

    private void run(Step step) {
      try {
        step.run();
      } catch (SQLException e) {
        SQLException next = e.getNextException(); // PostgreSQL tells the reason of a batch there
        throw new StoreException(
            "rows of %s cannot be stored: %s"
                .formatted(table.name(), (next == null ? e : next).getMessage()),
            e);
      }
    }

    /** Writes the last rows. */
    @Override
    public void close() {
      run(() -> {
        try (insert) {
          if (waiting > 0) {
            insert.executeBatch();
          }
        }
      });
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  /** Begins to fill a table. */
  public Filler fill(TableShape table) {
    requireKnown(table);
    try {
      return new Filler(table);
    } catch (SQLException e) {
      throw new StoreException("rows of %s cannot be stored".formatted(table.name()), e);
    }
  }

  /** Rows of a table. */
  public long count(TableShape table) {
    return handle
        .createQuery("select count(*) from \"" + table.name() + '"')
        .mapTo(Long.class)
        .one();
  }

  /**
   * Brings the filled store up to the newest version, lets somebody change what must not come back
   * as it was, and forces it to the disk. Nothing can be filled in afterwards.
   */
  public void finish(Unit<Boolean> lastChanges) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      throw new StoreException("the restored rows cannot be stored: " + e.getMessage(), e);
    }
    handle.close();
    try (Store store = Engines.open(StoreSettings.at(place), migrations)) {
      store.write(lastChanges).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
    if (place instanceof StorePlace.Folder folder) {
      force(folder.path().resolve(DataFolder.FILE), StandardOpenOption.WRITE);
      force(folder.path(), StandardOpenOption.READ);
    }
  }

  private static void force(Path path, StandardOpenOption how) {
    try (var channel = FileChannel.open(path, how)) {
      channel.force(true);
    } catch (IOException e) {
      throw new StoreException("%s cannot be forced to the disk: %s".formatted(path, e), e);
    }
  }

  /** Ends filling; what was filled in and not finished is of no use. */
  @Override
  public void close() {
    if (!handle.isClosed()) {
      try (handle) {
        handle.rollback();
      }
    }
  }
}
