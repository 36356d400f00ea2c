package dev.parley.store;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One open database. Thread-safe; no method blocks except {@link #close()}.
 *
 * <p>A unit that throws fails its own future with what it threw and leaves no trace in the
 * database, whatever else was written together with it. Futures complete on threads of their own,
 * so that what hangs on them cannot hold up the store.
 */
public interface Store extends AutoCloseable {
  /**
   * Opens the embedded engine, making the folder and the database if absent, and migrates it.
   *
   * @throws StoreException if the folder cannot be used or a migration fails
   */
  static Store open(StoreSettings settings) {
    return SqliteStore.open(settings);
  }

  /**
   * Runs a unit that writes. Units run one at a time in the order of these calls.
   *
   * @return completes after the commit has reached the disk; fails with {@link StoreBusyException}
   *     if too many units wait, with {@link StoreException} if the commit failed or the store is
   *     closed
   */
  <T extends @Nullable Object> CompletableFuture<T> write(Unit<T> unit);

  /**
   * Runs a unit that only reads, on one consistent snapshot that holds every write whose future was
   * complete before this call.
   *
   * @return fails with {@link StoreBusyException} if too many units wait
   */
  <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit);

  StoreStats stats();

  /** Ends what was accepted, then closes the engine. Later units are refused. Idempotent. */
  @Override
  void close();
}
