package dev.parley.server.sync;

import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StoreStats;
import dev.parley.store.Unit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that lets other things happen before each reading transaction. */
final class InterruptedStore implements Store {
  private final Store store;
  private Runnable between = () -> {};

  InterruptedStore(Store store) {
    this.store = store;
  }

  void interrupt(Runnable given) {
    between = given;
  }

  @Override
  public Engine engine() {
    return store.engine();
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(
      long lane, Unit<T> unit, Consumer<? super T> committed) {
    return store.write(lane, unit, committed);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit) {
    between.run();
    return store.read(unit);
  }

  @Override
  public StoreStats stats() {
    return store.stats();
  }

  @Override
  public void close() {
    store.close();
  }
}
