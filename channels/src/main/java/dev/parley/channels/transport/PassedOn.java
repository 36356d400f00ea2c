package dev.parley.channels.transport;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How many requests the handlers behind the routers work on. Thread-safe. */
public final class PassedOn {
  private final AtomicLong count = new AtomicLong();
  private volatile @Nullable Thread waiter;

  void begun() {
    count.incrementAndGet();
  }

  void ended(long requests) {
    if (requests > 0 && count.addAndGet(-requests) == 0) {
      LockSupport.unpark(waiter);
    }
  }

  /**
   * Waits until all are answered, for one thread at a time.
   *
   * @return whether they are; false after {@code nanos}, or when interrupted
   */
  public boolean awaitNone(long nanos) {
    long end = System.nanoTime() + nanos;
    waiter = Thread.currentThread();
    try {
      long left = nanos;
      while (count.get() > 0 && left > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, left);
        left = end - System.nanoTime();
      }
      return count.get() == 0;
    } finally {
      waiter = null;
    }
  }
}
