package dev.parley.store;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
   * Opens the engine that the settings name and brings its schema up to date. The embedded engine
   * makes its folder and database if absent.
   *
   * @throws StoreException in one line, if the place cannot be used or a migration fails
   */
  static Store open(StoreSettings settings) {
    return Engines.open(settings, Migrations.OF_THE_MODULES);
  }

  Engine engine();

  /** As {@link #write(long, Unit)} on lane 0. */
  default <T extends @Nullable Object> CompletableFuture<T> write(Unit<T> unit) {
    return write(0, unit);
  }

  /**
   * Runs a unit that writes. Units of one lane run one at a time in the order of these calls. Units
   * of different lanes run one at a time too on SQLite, but at the same time on PostgreSQL: there,
   * units of several lanes that touch the same rows have to lock them in an order that all of them
   * keep.
   *
   * @param lane any number that names what has to stay in order, for instance the id of a
   *     conversation; nothing is kept for it
   * @return completes after the commit has reached the disk; fails with {@link StoreBusyException}
   *     if too many units wait, with {@link StoreUnavailableException} if the database went away,
   *     with {@link StoreException} if the commit failed or the store is closed
   */
  default <T extends @Nullable Object> CompletableFuture<T> write(long lane, Unit<T> unit) {
    return write(lane, unit, _ -> {});
  }

  /**
   * As {@link #write(long, Unit)}, and tells what came of it in the order of the commits.
   *
   * @param committed gets the unit's value once the commit has reached the disk, before the future
   *     completes. Of one lane it is called in commit order, on a thread that writes for many: it
   *     must only hand the value over
   */
  <T extends @Nullable Object> CompletableFuture<T> write(
      long lane, Unit<T> unit, Consumer<? super T> committed);

  /**
   * Runs a unit that only reads, on one consistent snapshot that holds every write whose future was
   * complete before this call.
   *
   * @return fails with {@link StoreBusyException} if too many units wait, with {@link
   *     StoreUnavailableException} if the database went away
   */
  <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit);

  /**
   * A number that is another one after each change that a read can see. It changes before the
   * change's future completes. What was read after asking for it holds as long as it is the same,
   * but for what other processes write.
   *
   * @return empty where others are expected to write
   */
  OptionalLong generation();

  StoreStats stats();

  /** Ends what was accepted, then closes the engine. Later units are refused. Idempotent. */
  @Override
  void close();
}
