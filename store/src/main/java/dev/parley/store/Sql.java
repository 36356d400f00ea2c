package dev.parley.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The short way for the few statements that every message runs: Jdbi's names, argument types and
 * mappers cost several times what these statements do. Values go to the question marks in their
 * order. Everything else is better read as a statement of Jdbi's.
 */
public final class Sql {
  private Sql() {}

  /** Makes something of a row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Step<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs a statement that gives at most one row.
   *
   * @throws StoreException with the engine's reason, if it fails
   */
  public static <T> Optional<T> one(
      Handle handle, String sql, Mapper<T> mapper, @Nullable Object... values) {
    return run(
        handle,
        sql,
        values,
        statement -> {
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
          }
        });
  }

  /**
   * Runs a statement that changes rows.
   *
   * @return how many
   * @throws StoreException with the engine's reason, if it fails
   */
  public static int change(Handle handle, String sql, @Nullable Object... values) {
    return run(handle, sql, values, PreparedStatement::executeUpdate);
  }

  private static <T> T run(Handle handle, String sql, @Nullable Object[] values, Step<T> step) {
    PreparedStatements kept =
        handle.getStatementBuilder() instanceof PreparedStatements cache ? cache : null;
    try {
      PreparedStatement statement =
          kept == null
              ? handle.getConnection().prepareStatement(sql)
              : kept.take(handle.getConnection(), sql);
      try {
        for (int i = 0; i < values.length; i++) {
          bind(statement, i + 1, values[i]);
        }
        return step.run(statement);
      } finally {
        if (kept == null) {
          statement.close();
        } else {
          kept.close(handle.getConnection(), sql, statement);
        }
      }
    } catch (SQLException e) {
      throw new StoreException("a statement failed: " + e.getMessage(), e);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case String text -> statement.setString(index, text);
      case null -> statement.setNull(index, java.sql.Types.BIGINT);
      default -> throw new IllegalArgumentException("no such type: " + value.getClass());
    }
  }
}
