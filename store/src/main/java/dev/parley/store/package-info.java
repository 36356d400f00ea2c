/**
 * Durable storage: opens an engine, brings its schema up to date and runs units of work on it.
 *
 * <p>Knows no feature: tables and statements belong to the modules that use them, whose scripts lie
 * on the class path under {@code db/migration/common} (both engines), {@code db/migration/sqlite}
 * and {@code db/migration/postgresql}. Version numbers are shared by all modules. Every statement
 * runs on both engines, and is tested on both; {@link dev.parley.store.Store#engine()} is for the
 * few that cannot.
 *
 * <p>Layout: {@link dev.parley.store.Store} is the contract. A {@code GroupCommit} is a queue with
 * one thread, which hands what waits to a {@code Committer}. {@code SqliteStore} has one of them
 * for all lanes and one {@code Readers} (two to four platform threads, because SQLite's native
 * calls would pin the carriers of virtual ones). {@code PostgresStore} has several, each serving
 * the lanes that fall to it, and {@code PostgresReaders} (a virtual thread for each unit); both
 * take connections from bounded pools.
 *
 * <p>Locks: one for each writer, {@code GroupCommit.admission}, held only to put a unit into the
 * queue or to close it. No unit of work, callback or statement ever runs under it, so there is no
 * order to keep.
 */
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
