package dev.parley.messenger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tables have in common: names of columns, and what may be null. */
public final class Rows {
  private Rows() {}

  /** Columns of a table's alias, each under its name behind a prefix, for joins. */
  public static String columns(String names, String alias, String prefix) {
    return Stream.of(names.split(",\\s*"))
        .map(name -> alias + '.' + name + " as " + prefix + name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Columns of a row one after the other, for rows that every message reads: looking columns up by
   * name costs the embedded engine more than finding the row.
   */
  public static final class InOrder {
    private final ResultSet row;
    private int at;

    /**
     * Begins.
     *
     * @param first number of the first column, from 1
     */
    public InOrder(ResultSet row, int first) {
      this.row = row;
      this.at = first - 1;
    }

    public long number() throws SQLException {
      return row.getLong(++at);
    }

    public int small() throws SQLException {
      return row.getInt(++at);
    }

    public @Nullable String text() throws SQLException {
      return row.getString(++at);
    }

    public @Nullable Long numberOrNull() throws SQLException {
      long value = row.getLong(++at);
      return row.wasNull() ? null : value;
    }
  }

  public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Empty if there is none. */
  public static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
