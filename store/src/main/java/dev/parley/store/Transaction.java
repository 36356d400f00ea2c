package dev.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction on a connection of the pool's. Rolled back when it is closed without a commit; a
 * connection that broke is given back as such, so that the pool makes a new one.
 */
final class Transaction implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Transaction.class);

  private final Handle handle;

  private Transaction(Handle handle) {
    this.handle = handle;
  }

  /**
   * Borrows a connection, waiting for one as long as the pool allows.
   *
   * @throws StoreUnavailableException if there is none to be had
   */
  static Transaction begin(Jdbi database) {
    Transaction transaction = null;
    try {
      transaction = new Transaction(database.open());
      transaction.handle.begin();
      return transaction;
    } catch (JdbiException e) {
      if (transaction != null) {
        transaction.close();
      }
      throw StoreUnavailableException.nothingKept(e);
    }
  }

  Handle handle() {
    return handle;
  }

  /** Runs a unit as the only one of this transaction, which is to be committed if it succeeds. */
  void run(Pending<?> pending) {
    pending.run(handle);
    Throwable failure = pending.failure();
    if (failure != null && isLost(failure)) {
      pending.fail(StoreUnavailableException.nothingKept(failure));
    }
  }

  /** Whether this is how a broken connection shows; only the first failure on it says so itself. */
  boolean isLost(Throwable failure) {
    return StoreErrors.isConnectionLost(failure) || asked(Connection::isClosed);
  }

  /**
   * Commits.
   *
   * @throws StoreException if the connection broke, or if the server has given up the transaction
   * @throws JdbiException if the server refused, so that nothing was kept
   */
  void commit() {
    if (asked(Connection::isClosed)) {
      throw StoreUnavailableException.nothingKept(new SQLException("the connection was closed"));
    }
    if (isGivenUp()) {
      throw new StoreException("the unit went on after a failed statement; nothing was kept", null);
    }
    try {
      handle.commit();
    } catch (JdbiException e) {
      throw isLost(e) ? StoreUnavailableException.outcomeUnknown(e) : e;
    }
  }

  /** Whether the server would answer a commit with a rollback; the driver would not tell. */
  boolean isGivenUp() {
    return asked(connection ->
        connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED);
  }

  @FunctionalInterface
  private interface Question {
    boolean of(Connection connection) throws SQLException;
  }

  private boolean asked(Question question) {
    try {
      return question.of(handle.getConnection());
    } catch (SQLException e) {
      throw new StoreException("the state of a connection is unknown", e);
    }
  }

  @Override
  public void close() {
    try (handle) {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.debug("giving back a connection failed", e); // it broke, which its user has seen too
    }
  }
}
