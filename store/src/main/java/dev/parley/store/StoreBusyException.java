package dev.parley.store;

/** Too many units wait. Nothing was done; trying again later may succeed. */
public final class StoreBusyException extends StoreException {
  private static final long serialVersionUID = 1L;

  StoreBusyException(String what, int waiting) {
    super("the store is busy: %d %s wait".formatted(waiting, what), null);
  }
}
