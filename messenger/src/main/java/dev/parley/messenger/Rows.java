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
