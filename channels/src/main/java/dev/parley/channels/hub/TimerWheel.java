package dev.parley.channels.hub;

import org.jspecify.annotations.Nullable;

/**
 * One timer for each connection of a loop, at the cost of two references in the connection: a ring
 * of lists, of which one is looked at per tick. Owned by its loop.
 *
 * <p>A timer further away than the ring is long fires early, and whoever is called looks at the
 * clock and asks again.
 */
final class TimerWheel {
  static final int TICK_MILLIS = 50;
  private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
  private static final int SLOTS = 4_096;

  private final @Nullable Timed[] slots = new @Nullable Timed[SLOTS];
  private long lastTick;

  /** Something with one timer. Its links belong to the wheel. */
  abstract static class Timed {
    private @Nullable Timed previous;
    private @Nullable Timed next;
    private int slot = -1;

    /** The time has come, or the ring was too short. */
    abstract void onTimer(long nowNanos);
  }

  TimerWheel(long nowNanos) {
    lastTick = nowNanos / TICK_NANOS;
  }

  /** Sets the timer, in place of what was set before. */
  void set(Timed timed, long nowNanos, long delayNanos) {
    cancel(timed);
    long ticks = Math.max(1, (delayNanos + TICK_NANOS - 1) / TICK_NANOS);
    long behind = nowNanos / TICK_NANOS - lastTick;
    long distance = Math.min(SLOTS - 1, ticks + Math.max(0, behind));
    int slot = (int) Math.floorMod(lastTick + distance, (long) SLOTS);
    Timed head = slots[slot];
    timed.slot = slot;
    timed.next = head;
    if (head != null) {
      head.previous = timed;
    }
    slots[slot] = timed;
  }

  void cancel(Timed timed) {
    if (timed.slot < 0) {
      return;
    }
    Timed previous = timed.previous;
    Timed next = timed.next;
    if (previous == null) {
      slots[timed.slot] = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    timed.previous = null;
    timed.next = null;
    timed.slot = -1;
  }

  /** Fires everything up to now. */
  void advance(long nowNanos) {
    long now = nowNanos / TICK_NANOS;
    long due = Math.min(now - lastTick, SLOTS);
    lastTick = now - due;
    for (long i = 0; i < due; i++) {
      lastTick++;
      int slot = (int) Math.floorMod(lastTick, (long) SLOTS);
      for (Timed timed = slots[slot]; timed != null; timed = slots[slot]) {
        cancel(timed);
        timed.onTimer(nowNanos);
      }
    }
  }
}
