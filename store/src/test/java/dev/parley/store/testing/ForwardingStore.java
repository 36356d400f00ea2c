package dev.parley.store.testing;

import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StoreStats;
import dev.parley.store.Unit;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Another store as it is, for tests that put something in its way. */
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
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
    return store.read(unit);
  }

  @Override
  public OptionalLong generation() {
    return store.generation();
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
