package dev.parley.messenger;

import dev.parley.store.Store;
import dev.parley.store.StoreBusyException;
import dev.parley.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The messenger's way to its store: blocks until a transaction is durable, gives the caller what it
 * threw, and tells events only of what was committed. Thread-safe; call it on a virtual thread.
 */
public final class Transactions {
  private final Store store;
  private final EventSink sink;
  private final EventRecorder recorder;

  public Transactions(Store store, EventSink sink) {
    this(store, sink, (_, _) -> {});
  }

  /**
   * With somebody who writes events down before they are told.
   *
   * @param recorder runs at the end of every transaction that has events
   */
  public Transactions(Store store, EventSink sink, EventRecorder recorder) {
    this.store = store;
    this.sink = sink;
    this.recorder = recorder;
  }

  /**
   * A change of the database.
   *
   * @param <T> what the caller gets
   */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /**
     * Runs inside the transaction, perhaps more than once: it must have no other effect.
     *
     * @param events takes what is to be told after the commit
     */
    T run(Handle handle, Consumer<Event> events) throws Exception;
  }

  private record Outcome<T extends @Nullable Object>(T value, List<Event> events) {}

  /**
   * Writes, and returns when the commit has reached the disk.
   *
   * @param lane works of one lane run one after the other; mostly the conversation's id
   * @throws Refusal as the work threw it, or {@code busy} if too many wait
   */
  public <T extends @Nullable Object> T write(long lane, Work<T> work) {
    return join(store.<Outcome<T>>write(
            lane,
            handle -> {
              var events = new ArrayList<Event>();
              T value = work.run(handle, events::add);
              if (!events.isEmpty()) {
                recorder.record(handle, events);
              }
              return new Outcome<>(value, events);
            },
            outcome -> outcome.events.forEach(sink::accept)))
        .value;
  }

  /** As {@link Store#generation()} says. */
  public OptionalLong generation() {
    return store.generation();
  }

  /**
   * Reads on one consistent snapshot.
   *
   * @throws Refusal as the unit threw it, or {@code busy} if too many wait
   */
  public <T extends @Nullable Object> T read(Unit<T> unit) {
    return join(store.read(unit));
  }

  private static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case Refusal refusal -> throw refusal;
        case StoreBusyException busy ->
            throw Refusal.of(RefusalCode.BUSY, "the server has too much to do; try again");
        case RuntimeException other -> throw other;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }
}
