package dev.parley.socketio.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What one client has asked for and what blocks: done in its order, one at a time, on a virtual
 * thread that lives while there is something to do. What was asked before a client left is done all
 * the same. Thread-safe; bounded.
 */
final class Errands {
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>(2); // guarded by this
  private boolean working; // guarded by this

  Errands(int most) {
    this.most = most;
  }

  /**
   * Has it done behind what came before.
   *
   * @param errand must not throw
   * @return false if too much waits; then it is not done
   */
  synchronized boolean add(Runnable errand) {
    if (waiting.size() >= most) {
      return false;
    }
    waiting.add(errand);
    if (!working) {
      working = true;
      Thread.ofVirtual().name("parley-socketio").start(this::work);
    }
    return true;
  }

  private void work() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    working = next != null;
    return next;
  }
}
