package dev.parley.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
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
    try {
      Handle handle = database.open();
      handle.begin();
      return new Transaction(handle);
    } catch (JdbiException e) {
      throw StoreUnavailableException.nothingKept(e);
    }
  }

  Handle handle() {
    return handle;
  }

  /**
   * Commits.
   *
   * @throws StoreUnavailableException if the connection broke, so that nobody knows
   * @throws JdbiException if the database refused, so that nothing was kept
   */
  void commit() {
    try {
      handle.commit();
    } catch (JdbiException e) {
      throw StoreErrors.isConnectionLost(e) ? StoreUnavailableException.outcomeUnknown(e) : e;
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
