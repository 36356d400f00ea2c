package dev.parley.channels.hub;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The loops of a node, each numbered when its first connection comes. Thread-safe. */
final class Shards {
  private final int capacity;
  private final LongSupplier nanoTime;
  private final FastThreadLocal<@Nullable LoopShard> current = new FastThreadLocal<>();
  private volatile List<LoopShard> all = List.of();

  Shards(int capacity, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
  }

  int capacity() {
    return capacity;
  }

  List<LoopShard> all() {
    return all;
  }

  /** The shard of the loop that this thread is, if it is one. */
  @Nullable LoopShard current() {
    return current.get();
  }

  /** The loop's shard; call on the loop. */
  LoopShard of(EventLoop loop) {
    LoopShard shard = current.get();
    if (shard == null) {
      shard = find(loop);
      current.set(shard);
    }
    return shard;
  }

  @SuppressWarnings("ReferenceEquality") // loops have no other identity
  private synchronized LoopShard find(EventLoop loop) {
    for (LoopShard known : all) {
      if (known.loop() == loop) {
        return known;
      }
    }
    if (all.size() == capacity) {
      throw new IllegalStateException(
          "more event loops than the %d the node was set up for".formatted(capacity));
    }
    var shard = new LoopShard(all.size(), loop, this, nanoTime);
    var extended = new ArrayList<>(all);
    extended.add(shard);
    all = List.copyOf(extended);
    return shard;
  }
}
