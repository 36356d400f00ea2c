package dev.parley.channels.leak;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Remembers what Netty would only log: resources that were collected without having been released.
 *
 * @param <T> what is watched
 */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
  private static final long PATIENCE_MILLIS = 2_000;

  /**
   * Micronaut 4.10 writes an answer for a client that went in the middle of its body, finds the
   * handler removed, and forgets the answer's buffer. Nothing of ours is on that way.
   */
  private static final String NOT_OURS =
      "io.micronaut.http.server.netty.handler.PipeliningServerHandler.handlerRemoved";

  /** Found by Netty by its parameters. */
  public LeakRecorder(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /** Found by Netty by its parameters. */
  public LeakRecorder(Class<?> resourceType, int samplingInterval, long maxActive) {
    this(resourceType, samplingInterval);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    super.reportTracedLeak(resourceType, records);
    if (!records.contains(NOT_OURS)) {
      REPORTS.add(resourceType + records);
    }
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    super.reportUntracedLeak(resourceType);
    REPORTS.add(resourceType);
  }

  /**
   * Has the collector look for leaks; those found since the last call, which are then forgotten.
   */
  static List<String> found() {
    collect();
    collect(); // what the first found is handed over before anything that the second finds
    PooledByteBufAllocator.DEFAULT.buffer(1).release(); // Netty looks when it watches something new
    var found = new ArrayList<String>();
    for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
      found.add(report);
    }
    return found;
  }

  /** Returns when a collection has told of something that was unreachable before the call. */
  private static void collect() {
    var queue = new ReferenceQueue<Object>();
    var sentinel = new PhantomReference<>(new Object(), queue);
    try {
      for (long waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
        System.gc();
        if (queue.remove(100) != null) {
          return;
        }
      }
      throw new IllegalStateException("nothing was collected, not even " + sentinel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
