package dev.parley.channels.transport;

import dev.parley.channels.app.Limits;
import dev.parley.channels.hub.LoopShard;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The queues of all loops, and what is counted of them. Thread-safe. */
public final class HandshakeQueues {
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<LoopShard, HandshakeQueue> queues = new ConcurrentHashMap<>();
  private final LongAdder waiting = new LongAdder();
  private final LongAdder refused = new LongAdder();

  public HandshakeQueues(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** The queue of the loop that the caller runs on, which is that of the shard. */
  HandshakeQueue of(LoopShard shard, EventLoop loop) {
    return queues.computeIfAbsent(
        shard,
        _ ->
            new HandshakeQueue(
                (task, nanos) -> loop.schedule(task, nanos, TimeUnit.NANOSECONDS),
                nanoTime,
                limits,
                waiting,
                refused));
  }

  /** Clients that wait to be greeted now. */
  public long waiting() {
    return waiting.sum();
  }

  /** Clients refused since the start because too many waited. */
  public long refused() {
    return refused.sum();
  }
}
