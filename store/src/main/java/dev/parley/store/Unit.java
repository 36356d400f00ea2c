package dev.parley.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Statements that belong together. Runs on a thread of the store, inside a transaction that the
 * store begins and ends: it must not commit, roll back, keep the handle, or wait for anything else.
 *
 * <p>A unit that writes may run more than once before it is committed once, so it must do nothing
 * but its statements. On PostgreSQL a statement that failed ends the unit there, even if what it
 * threw is caught: ask first, or say {@code on conflict do nothing}. Other transactions may commit
 * between two statements; a row that is read in order to be changed needs a lock ({@code update}
 * first, or {@code select … for update} where the engine has it).
 */
@FunctionalInterface
public interface Unit<T extends @Nullable Object> {
  T run(Handle handle) throws Exception;
}
