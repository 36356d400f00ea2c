package dev.parley.channels.transport;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.Admission.Verdict;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * New clients of one event loop, in the order they came. As long as few come each is greeted at
 * once. When thousands come back together they are greeted a handful at a time, and between two
 * handfuls the loop does its other work, so that those already here notice little. Loop-owned.
 */
public final class HandshakeQueue {
  /**
   * Between two looks at the loop's other work; a handshake takes about a tenth of a millisecond.
   */
  static final int HANDFUL = 16;

  /** What is said to whom it refuses. */
  static final Verdict.Refused TOO_MANY =
      new Verdict.Refused(ErrorCode.OVER_CAPACITY, "too many clients connect at once; try again");

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Runs a task on the loop after so many nanoseconds, and not before a look at its sockets. */
  interface Later {
    void run(Runnable task, long nanos);
  }

  /** A client at the door. */
  public interface Arrival {
    /** It is its turn; does nothing if the client has gone meanwhile. */
    void greet();

    /** So many wait that it would wait too long. */
    void refuse();
  }

  private final Later later;
  private final LongSupplier nanoTime;
  private final long nanosPerHandshake;
  private final int mostWaiting;
  private final LongAdder waiting;
  private final LongAdder refused;
  private final Queue<Arrival> queue = new ArrayDeque<>();

  /** Up to when the handshakes done so far have used the rate up. */
  private long usedUntil;

  private boolean scheduled;

  HandshakeQueue(
      Later later, LongSupplier nanoTime, Limits limits, LongAdder waiting, LongAdder refused) {
    this.later = later;
    this.nanoTime = nanoTime;
    this.nanosPerHandshake = SECOND_NANOS / limits.get(Limit.HANDSHAKES_PER_SECOND);
    this.mostWaiting = limits.count(Limit.HANDSHAKES_WAITING);
    this.waiting = waiting;
    this.refused = refused;
    this.usedUntil = nanoTime.getAsLong() - HANDFUL * nanosPerHandshake;
  }

  /**
   * Greets the arrival now or later, or refuses it now.
   *
   * @return whether it has to wait
   */
  boolean add(Arrival arrival) {
    if (queue.isEmpty() && take(nanoTime.getAsLong())) {
      arrival.greet();
      return false;
    }
    if (queue.size() >= mostWaiting) {
      refused.increment();
      arrival.refuse();
      return false;
    }
    queue.add(arrival);
    waiting.increment();
    schedule();
    return true;
  }

  /** One of the handful that the rate allows at once. */
  private boolean take(long now) {
    long earliest = now - HANDFUL * nanosPerHandshake;
    usedUntil = usedUntil - earliest < 0 ? earliest : usedUntil;
    if (usedUntil + nanosPerHandshake - now > 0) {
      return false;
    }
    usedUntil += nanosPerHandshake;
    return true;
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      long wait = usedUntil + nanosPerHandshake - nanoTime.getAsLong();
      later.run(this::turn, Math.max(0, wait));
    }
  }

  private void turn() {
    scheduled = false;
    for (int i = 0; i < HANDFUL && !queue.isEmpty() && take(nanoTime.getAsLong()); i++) {
      waiting.decrement();
      queue.remove().greet();
    }
    if (!queue.isEmpty()) {
      schedule();
    }
  }
}
