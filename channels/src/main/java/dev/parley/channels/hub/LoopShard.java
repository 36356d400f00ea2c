package dev.parley.channels.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's part of the hub: its inbox, the topics and connections that have something to
 * write in this tick, and its timer wheel.
 *
 * <p>{@link #submit}, {@link #backlogBytes} and {@link #index} may be called from any thread;
 * everything else belongs to the loop.
 */
public final class LoopShard {
  private static final Logger LOG = LoggerFactory.getLogger(LoopShard.class);
  private static final int INBOX_CHUNK = 1_024;
  private static final int MAX_ENTRIES_PER_TICK = 4_096;

  private final int index;
  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final TimerWheel wheel;
  private final ConnectionList connections = new ConnectionList();
  private final MessageDeflater deflater = new MessageDeflater();
  private final Queue<InboxEntry> inbox = new MpscUnboundedAtomicArrayQueue<>(INBOX_CHUNK);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicLong backlogBytes = new AtomicLong();
  private final List<Topic> dirty = new ArrayList<>();
  private final List<Outlet> unflushed = new ArrayList<>();
  private final List<SharedFrames> kept = new ArrayList<>();
  private final List<LoopShard> toWake = new ArrayList<>();
  private final Shards shards;
  private final Runnable tick = this::tick;

  LoopShard(int index, EventLoop loop, Shards shards, LongSupplier nanoTime) {
    this.index = index;
    this.loop = loop;
    this.shards = shards;
    this.nanoTime = nanoTime;
    this.wheel = new TimerWheel(nanoTime.getAsLong());
    loop.scheduleAtFixedRate(
        () -> wheel.advance(nanoTime.getAsLong()),
        TimerWheel.TICK_MILLIS,
        TimerWheel.TICK_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  int index() {
    return index;
  }

  EventLoop loop() {
    return loop;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  TimerWheel wheel() {
    return wheel;
  }

  ConnectionList connections() {
    return connections;
  }

  MessageDeflater deflater() {
    return deflater;
  }

  /** One message as a compressed frame, where that makes it smaller. */
  public ByteBuf compressedFrame(byte[] payload) {
    return deflater.frame(allocator(), payload);
  }

  ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  /** Bytes handed to this loop that it has not yet written. */
  long backlogBytes() {
    return backlogBytes.get();
  }

  /** Puts an entry behind all earlier ones. */
  void submit(InboxEntry entry) {
    int bytes = entry.bytes();
    if (bytes > 0) {
      backlogBytes.addAndGet(bytes);
    }
    inbox.offer(entry);
    schedule();
  }

  /** Runs an action on the loop, behind everything submitted before. */
  void run(Runnable action) {
    submit(new InboxEntry.Task(action));
  }

  void markDirty(Topic topic) {
    dirty.add(topic);
  }

  /** Takes over a buffer and holds it until this tick has written everything. */
  SharedFrames keep(ByteBuf frames) {
    var shared = new SharedFrames(this, frames);
    kept.add(shared);
    return shared;
  }

  /** Something was written that is to leave with this tick. */
  void markUnflushed(Outlet outlet) {
    unflushed.add(outlet);
    schedule();
  }

  private void schedule() {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      LoopShard here = shards.current();
      if (here == null || here == this) {
        wake();
      } else {
        here.wakeLater(this);
      }
    }
  }

  /**
   * Wakes another loop when this one has read all that its sockets had. Woken at the first event of
   * many, the other would write that one alone, while the rest are still being read here.
   */
  private void wakeLater(LoopShard other) {
    toWake.add(other);
    schedule();
  }

  private void wakeOthers() {
    for (int i = 0; i < toWake.size(); i++) {
      toWake.get(i).wake();
    }
    toWake.clear();
  }

  private void wake() {
    try {
      loop.execute(tick);
    } catch (java.util.concurrent.RejectedExecutionException _) {
      discardInbox(); // the loop is shut down; nobody is left to hear
    }
  }

  /**
   * Works off the inbox, then writes each dirty topic and flushes each connection once: the system
   * calls are the cost of fan-out, so a tick makes one for a connection however much it brought.
   */
  private void tick() {
    scheduled.set(false);
    for (int i = 0; i < MAX_ENTRIES_PER_TICK; i++) {
      InboxEntry entry = inbox.poll();
      if (entry == null) {
        break;
      }
      int bytes = entry.bytes();
      runSafely(entry);
      if (bytes > 0) {
        backlogBytes.addAndGet(-bytes);
      }
    }
    wakeOthers(); // before the writes, which take the longest
    boolean alone = dirty.size() == 1;
    for (int i = 0; i < dirty.size(); i++) {
      dirty.get(i).write(this, alone);
    }
    dirty.clear();
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flushNow();
    }
    unflushed.clear();
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).release();
    }
    kept.clear();
    if (!inbox.isEmpty()) {
      schedule();
    }
  }

  private void runSafely(InboxEntry entry) {
    try {
      entry.run(this);
    } catch (RuntimeException e) {
      LOG.error("an entry of the loop's inbox failed", e);
    }
  }

  private void discardInbox() {
    for (InboxEntry entry = inbox.poll(); entry != null; entry = inbox.poll()) {
      entry.discard();
    }
  }
}
