package dev.parley.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements that one connection of the embedded engine has prepared: preparing costs it
 * more than running most of them, and its driver forgets them. Used by one thread.
 *
 * <p>A statement in use is not in the cache, so that the same text may run inside itself.
 */
final class PreparedStatements extends DefaultStatementBuilder {
  /** Distinct texts kept; the house has fewer, apart from those with lists of varying length. */
  private static final int KEPT = 512;

  private final SequencedMap<String, PreparedStatement> idle = LinkedHashMap.newLinkedHashMap(KEPT);

  /** What Jdbi prepared and has in use: it gives a statement back under the text before parsing. */
  private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

  /** A statement that was kept, or a new one. */
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement known = idle.remove(sql);
    return known == null ? connection.prepareStatement(sql) : known;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement known = context.isReturningGeneratedKeys() ? null : idle.remove(sql);
    PreparedStatement given = known == null ? super.create(connection, sql, context) : known;
    inUse.put(given, sql);
    return given;
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    String text = Objects.requireNonNullElse(inUse.remove(statement), sql);
    if (!(statement instanceof PreparedStatement prepared)) {
      statement.close();
      return;
    }
    try {
      prepared.clearParameters();
      prepared.clearBatch();
    } catch (SQLException e) {
      prepared.close();
      throw e;
    }
    PreparedStatement twin = idle.putLast(text, prepared);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > KEPT) {
      idle.pollFirstEntry().getValue().close();
    }
  }

  @Override
  public void close(Connection connection) {
    for (PreparedStatement statement : idle.values()) {
      try {
        statement.close();
      } catch (SQLException _) {
        // the connection, which is closed next, takes its statements with it
      }
    }
    idle.clear();
  }
}
