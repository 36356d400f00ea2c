package dev.parley.messenger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread that comes when it is called, and takes one turn of its work after the other. Calls that
 * come while it rests or works are answered by one more turn. Thread-safe.
 */
public final class CalledWorker implements AutoCloseable {
  private final Semaphore calls = new Semaphore(0);
  private final Turn turn;
  private final Thread thread;
  private volatile boolean closed;

  /** One turn; it waits for a call first. What it throws ends the thread. */
  public interface Turn {
    void take() throws InterruptedException;
  }

  /**
   * A worker that has not begun.
   *
   * @param name of its thread
   */
  public CalledWorker(String name, Turn turn) {
    this.turn = turn;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void begin() {
    thread.start();
  }

  /** Says that there is work. Does not block. */
  public void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /** Waits for a call, within a turn. */
  public void awaitCall() throws InterruptedException {
    calls.acquire();
  }

  /** Waits for a call, within a turn: false if none came for so long. */
  public boolean awaitCall(Duration longest) throws InterruptedException {
    return calls.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Rests within a turn: what was called for until its end is the same work. */
  public void gatherCalls(Duration rest) throws InterruptedException {
    Thread.sleep(rest);
    calls.drainPermits();
  }

  public boolean isClosed() {
    return closed;
  }

  private void run() {
    try {
      while (!closed) {
        turn.take();
      }
    } catch (InterruptedException _) {
      // closed; what was not done stays in the store
    }
  }

  /** Interrupts the turn and waits for its end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
