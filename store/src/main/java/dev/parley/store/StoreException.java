package dev.parley.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what was asked. Nothing of it was kept, unless it is a {@link
 * StoreUnavailableException} that says otherwise.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
