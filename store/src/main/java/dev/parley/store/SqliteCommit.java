package dev.parley.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All units in one transaction, on the one connection that writes. */
final class SqliteCommit implements Committer {
  private static final Logger log = LoggerFactory.getLogger(SqliteCommit.class);

  private final Handle handle;
  private final Tally tally;
  private final Caution caution = new Caution();

  SqliteCommit(Handle handle, Tally tally) {
    this.handle = handle;
    this.tally = tally;
  }

  @Override
  public void commit(List<Pending<?>> batch) {
    if (batch.size() == 1) {
      atOnce(batch);
    } else if (caution.isNeeded()) {
      apart(batch);
    } else if (!atOnce(batch)) {
      caution.raise();
      apart(batch);
    }
  }

  /**
   * Commits all of them, if none fails.
   *
   * @return false if nothing was kept
   */
  private boolean atOnce(List<Pending<?>> batch) {
    try {
      handle.begin();
      for (Pending<?> pending : batch) {
        pending.run(handle);
        if (pending.failure() != null) {
          return false;
        }
      }
      handle.commit();
      tally.committed(batch);
      return true;
    } finally {
      rollBackIfOpen();
    }
  }

  /** Commits those that do not fail. */
  private void apart(List<Pending<?>> batch) {
    try {
      handle.begin();
      batch.forEach(pending -> pending.runAmongOthers(handle));
      handle.commit();
      tally.committed(batch);
    } finally {
      rollBackIfOpen();
    }
  }

  private void rollBackIfOpen() {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.error("rolling back failed as well", e);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
