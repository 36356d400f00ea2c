package dev.parley.store;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached, or went away meanwhile. The store reconnects by itself; trying
 * again later may succeed.
 */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeUnknown;

  private StoreUnavailableException(
      String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  static StoreUnavailableException nothingKept(Throwable cause) {
    return new StoreUnavailableException(
        "the database cannot be reached; nothing was kept", false, cause);
  }

  static StoreUnavailableException outcomeUnknown(Throwable cause) {
    return new StoreUnavailableException(
        "the database went away during the commit; the outcome is unknown", true, cause);
  }

  /**
   * Whether the unit may have been kept all the same: it was being committed when the connection
   * broke. False means that nothing of it was kept.
   */
  public boolean isOutcomeUnknown() {
    return outcomeUnknown;
  }
}
