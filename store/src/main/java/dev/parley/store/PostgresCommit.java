package dev.parley.store;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All units in one transaction, as long as nothing stands in the way; else each in its own.
 *
 * <p>Units that lock rows in the right order one by one may still lock them in the wrong order when
 * they are joined, since a transaction keeps every lock to its end. So a joined transaction waits
 * only shortly for a lock, and gives up everything that it holds rather than stand in a circle.
 */
final class PostgresCommit implements Committer {
  private static final Logger log = LoggerFactory.getLogger(PostgresCommit.class);

  /** Below the second after which the server looks for circles. */
  private static final String PATIENCE_TOGETHER = "set local lock_timeout = '200ms'";

  /** Runs of one unit before a conflict is told to its caller. */
  private static final int ATTEMPTS = 5;

  private final Jdbi database;
  private final Tally tally;
  private final Caution caution = new Caution();

  PostgresCommit(Jdbi database, Tally tally) {
    this.database = database;
    this.tally = tally;
  }

  @Override
  public void commit(List<Pending<?>> batch) {
    if (batch.size() == 1 || !together(batch)) {
      batch.forEach(this::alone);
    }
  }

  /**
   * Tries to commit all of them in one transaction.
   *
   * @return false if nothing was kept and each is to be run on its own
   */
  private boolean together(List<Pending<?>> batch) {
    if (caution.isNeeded()) {
      return together(batch, true) == Outcome.KEPT;
    }
    Outcome outcome = together(batch, false);
    if (outcome == Outcome.FAILED) {
      caution.raise();
      outcome = together(batch, true);
    }
    return outcome == Outcome.KEPT;
  }

  private enum Outcome {
    KEPT,
    /** A unit failed, or left the transaction in a state that cannot be committed. */
    FAILED,
    /** Another transaction holds what a unit needs. */
    BLOCKED
  }

  /**
   * Runs them in one transaction.
   *
   * @param apart whether each gets a savepoint, so that its failure is its own
   */
  private Outcome together(List<Pending<?>> batch, boolean apart) {
    try (Transaction transaction = Transaction.begin(database)) {
      try {
        transaction.handle().execute(PATIENCE_TOGETHER);
        for (Pending<?> pending : batch) {
          if (apart) {
            pending.runAmongOthers(transaction.handle());
          } else {
            pending.run(transaction.handle());
          }
          Throwable failure = pending.failure();
          if (failure != null && isInTheWay(failure)) {
            log.debug("{} writes are run one by one: {}", batch.size(), failure.getMessage());
            return Outcome.BLOCKED;
          }
          if (failure != null && !apart) {
            if (transaction.isLost(failure)) {
              throw StoreUnavailableException.nothingKept(failure);
            }
            return Outcome.FAILED;
          }
        }
        if (!apart && transaction.isGivenUp()) {
          return Outcome.FAILED; // with a savepoint it shows which one it was
        }
        transaction.commit();
      } catch (JdbiException e) {
        if (transaction.isLost(e)) {
          throw StoreUnavailableException.nothingKept(e);
        }
        log.debug("{} writes are run one by one", batch.size(), e);
        return Outcome.BLOCKED;
      }
      tally.committed(batch);
      return Outcome.KEPT;
    }
  }

  private static boolean isInTheWay(Throwable failure) {
    return StoreErrors.isConflict(failure) || StoreErrors.isLockTimeout(failure);
  }

  private void alone(Pending<?> pending) {
    boolean again = true;
    for (int attempt = 1; again; attempt++) {
      once(pending);
      Throwable failure = pending.failure();
      again = attempt < ATTEMPTS && failure != null && StoreErrors.isConflict(failure);
    }
  }

  private void once(Pending<?> pending) {
    try (Transaction transaction = Transaction.begin(database)) {
      transaction.run(pending);
      if (pending.failure() == null) {
        transaction.commit();
        tally.committed(List.of(pending));
      }
    } catch (StoreException | JdbiException e) {
      pending.fail(e);
    }
  }

  @Override
  public void close() {
    // the connections are the pool's
  }
}
