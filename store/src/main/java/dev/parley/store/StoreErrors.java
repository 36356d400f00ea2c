package dev.parley.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failed statement means, on either engine. */
public final class StoreErrors {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String LOCK_TIMEOUT = "55P03";

  private StoreErrors() {}

  /**
   * Whether a row was refused because another one has its key.
   *
   * @param failure what a unit saw or a future failed with; its causes are looked at too
   */
  public static boolean isUniqueViolation(Throwable failure) {
    SQLException reason = reason(failure);
    if (reason instanceof SQLiteException embedded) {
      SQLiteErrorCode code = embedded.getResultCode();
      return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
          || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
    }
    return reason != null && UNIQUE_VIOLATION.equals(reason.getSQLState());
  }

  /** Whether the same unit may succeed when it is run again: another one stood in its way. */
  static boolean isConflict(Throwable failure) {
    return switch (state(failure)) {
      case "40001", "40P01" -> true;
      default -> false;
    };
  }

  /** Whether a lock was waited for in vain. */
  static boolean isLockTimeout(Throwable failure) {
    return state(failure).equals(LOCK_TIMEOUT);
  }

  /** Whether the connection is gone, so that nobody can say what became of the transaction. */
  static boolean isConnectionLost(Throwable failure) {
    String state = state(failure);
    return state.startsWith("08") || state.startsWith("57P0") || state.equals("40003");
  }

  private static String state(Throwable failure) {
    return Optional.ofNullable(reason(failure)).map(SQLException::getSQLState).orElse("");
  }

  private static @Nullable SQLException reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException reason) {
        return reason;
      }
    }
    return null;
  }
}
