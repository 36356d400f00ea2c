package dev.parley.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Statements that belong together. Runs on a thread of the store, inside a transaction that the
 * store begins and ends: it must not commit, roll back, keep the handle, or wait for anything else.
 */
@FunctionalInterface
public interface Unit<T extends @Nullable Object> {
  T run(Handle handle) throws Exception;
}
