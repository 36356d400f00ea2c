package dev.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * One consistent view of everything that a store holds, also while servers write into it. Neither
 * schema nor data are changed. Used by one thread; blocks.
 */
public final class StoreSnapshot implements AutoCloseable {
  /** Rows that the driver fetches at once; PostgreSQL's would fetch all. */
  private static final int TOGETHER = 500;

  private final StorePlace place;
  private final Handle handle;
  private final String version;
  private final List<TableShape> tables;

  private StoreSnapshot(StorePlace place, Handle handle) {
    this.place = place;
    this.handle = handle;
    this.version = version(place, handle);
    this.tables = Tables.of(place.engine(), handle);
  }

  /** Takes a row; the array is used again for the next one. */
  @FunctionalInterface
  public interface RowReader {
    /**
     * Reads one row.
     *
     * @param values each a {@code Long}, a {@code String} or {@code null}, in the table's order
     */
    void row(@Nullable Object[] values) throws IOException;
  }

  /** Whether there is a store at a place, of whatever version. */
  public static boolean isThere(StorePlace place) {
    return switch (place) {
      case StorePlace.Folder folder -> Files.exists(folder.path().resolve(DataFolder.FILE));
      case StorePlace.Database database ->
          Engines.reaching(
              place,
              () -> {
                try (Handle handle = connect(database)) {
                  return hasHistory(place.engine(), handle);
                }
              });
    };
  }

  /**
   * Takes the view: every write that was acknowledged before is in it.
   *
   * @throws StoreException in one line, if there is no store or it cannot be read
   */
  public static StoreSnapshot of(StorePlace place) {
    if (place instanceof StorePlace.Folder && !isThere(place)) {
      throw nothingThere(place);
    }
    return Engines.reaching(
        place,
        () -> {
          Handle handle = connect(place);
          try {
            begin(place, handle);
            return new StoreSnapshot(place, handle);
          } catch (RuntimeException e) {
            handle.close();
            throw e;
          }
        });
  }

  private static Handle connect(StorePlace place) {
    return switch (place) {
      case StorePlace.Folder folder ->
          Jdbi.create(
                  SqliteStore.source(
                      folder.path().resolve(DataFolder.FILE), TransactionMode.DEFERRED))
              .open();
      case StorePlace.Database database -> connect(database);
    };
  }

  static Handle connect(StorePlace.Database place) {
    return Jdbi.create(place.url(), PostgresDriver.properties(place)).open();
  }

  private static void begin(StorePlace place, Handle handle) {
    if (place.engine() == Engine.SQLITE) {
      handle.execute("pragma query_only = on");
    } else {
      try {
        handle.getConnection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        handle.getConnection().setReadOnly(true);
      } catch (SQLException e) {
        throw new StoreException("the database gives no consistent view: " + e.getMessage(), e);
      }
    }
    handle.begin();
  }

  private static boolean hasHistory(Engine engine, Handle handle) {
    String question =
        engine == Engine.SQLITE
            ? "select count(*) from sqlite_master where name = ?"
            : """
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = current_schema() and c.relname = ?
            """;
    return handle.select(question, Tables.HISTORY).mapTo(Long.class).one() > 0;
  }

  private static StoreException nothingThere(StorePlace place) {
    return new StoreException("there is no store of Parley at " + place, null);
  }

  private static String version(StorePlace place, Handle handle) {
    if (!hasHistory(place.engine(), handle)) {
      throw nothingThere(place);
    }
    return handle
        .select(
            "select version from flyway_schema_history where version is not null"
                + " order by installed_rank desc limit 1")
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> nothingThere(place));
  }

  public Engine engine() {
    return place.engine();
  }

  /** The version of the schema. */
  public String version() {
    return version;
  }

  /** All tables, those that are referred to before those that refer to them. */
  public List<TableShape> tables() {
    return tables;
  }

  /** Whether it has a table of this name. */
  public boolean has(String table) {
    return tables.stream().anyMatch(shape -> shape.name().equals(table));
  }

  /**
   * Reads all rows of a table, one after the other.
   *
   * @return how many
   * @throws StoreException if the database cannot be read
   */
  public long read(TableShape table, RowReader reader) throws IOException {
    long rows = 0;
    var values = new @Nullable Object[table.columns().size()];
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.setFetchSize(TOGETHER);
      try (ResultSet row = statement.executeQuery(table.select())) {
        while (row.next()) {
          for (int i = 0; i < values.length; i++) {
            values[i] = value(table, i, row.getObject(i + 1));
          }
          reader.row(values);
          rows++;
        }
      }
    } catch (SQLException e) {
      throw new StoreException("%s cannot be read: %s".formatted(table.name(), e.getMessage()), e);
    }
    return rows;
  }

  private static @Nullable Object value(TableShape table, int column, @Nullable Object found) {
    return switch (found) {
      case null -> null;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case String text -> text;
      default ->
          throw new StoreException(
              "%s.%s holds a %s, which no copy can hold"
                  .formatted(
                      table.name(), table.columns().get(column), found.getClass().getSimpleName()),
              null);
    };
  }

  /** Asks something on this view. */
  public <T extends @Nullable Object> T ask(Unit<T> question) {
    try {
      return question.run(handle);
    } catch (JdbiException e) {
      throw new StoreException("the store cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StoreException("the store cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    try (handle) {
      handle.rollback();
    }
  }
}
