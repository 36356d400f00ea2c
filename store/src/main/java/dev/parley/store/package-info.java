/**
 * Durable storage: opens an engine, brings its schema up to date and runs units of work on it.
 *
 * <p>Knows no feature: tables and statements belong to the modules that use them, whose scripts lie
 * on the class path under {@code db/migration/common} (both engines) and {@code
 * db/migration/sqlite}. Version numbers are shared by all modules.
 *
 * <p>Layout: {@link dev.parley.store.Store} is the contract; {@code SqliteStore} the embedded
 * engine, which holds one {@code GroupCommit} (one platform thread, the only writer) and one {@code
 * Readers} (two to four platform threads). Platform threads, because SQLite's native calls would
 * pin the carriers of virtual ones.
 *
 * <p>Locks: one, {@code GroupCommit.admission}, held only to put a unit into the queue or to close
 * it. No unit of work, callback or statement ever runs under it, so there is no order to keep.
 */
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
