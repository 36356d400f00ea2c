package dev.parley.server.sync;

import dev.parley.store.Store;
import dev.parley.store.Unit;
import dev.parley.store.testing.ForwardingStore;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store that lets other things happen before each reading transaction. */
final class InterruptedStore extends ForwardingStore {
  private Runnable between = () -> {};

  InterruptedStore(Store store) {
    super(store);
  }

  void interrupt(Runnable given) {
    between = given;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit) {
    between.run();
    return super.read(unit);
  }
}
