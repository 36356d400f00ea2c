package dev.parley.channels.webhook;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * From the event loops to the dispatcher: bounded, and never a wait for those who put something in.
 * Any thread offers; one thread polls and waits.
 */
final class Handover {
  private final MpscAtomicArrayQueue<Told> queue;
  private final AtomicLong dataLength = new AtomicLong();
  private final long mostData;
  private volatile @Nullable Thread sleeper;

  Handover(int mostEvents, long mostData) {
    this.queue = new MpscAtomicArrayQueue<>(mostEvents);
    this.mostData = mostData;
  }

  /** Whether there was room. */
  boolean offer(Told told) {
    int length = told.dataLength();
    if (length > 0 && dataLength.addAndGet(length) > mostData) {
      dataLength.addAndGet(-length);
      return false;
    }
    if (!queue.offer(told)) {
      dataLength.addAndGet(-length);
      return false;
    }
    // Read after the queue's compare-and-set; the sleeper looks at the queue after saying so.
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  @Nullable Told poll() {
    Told told = queue.poll();
    if (told != null && told.dataLength() > 0) {
      dataLength.addAndGet(-told.dataLength());
    }
    return told;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Returns when there may be something, when the time is over, or after {@link #wake}. */
  void await(long nanos) {
    sleeper = Thread.currentThread();
    if (queue.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }

  void wake(Thread thread) {
    LockSupport.unpark(thread);
  }
}
