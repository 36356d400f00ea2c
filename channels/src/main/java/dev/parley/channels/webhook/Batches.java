package dev.parley.channels.webhook;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.protocol.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Joins events that go to the same endpoint of the same app, in their order, until one of three
 * bounds is met: count, bytes, age. For one thread.
 */
final class Batches {
  private static final class Batch {
    final List<String> events = new ArrayList<>();
    final long dueNanos;
    long bytes;

    Batch(long dueNanos) {
      this.dueNanos = dueNanos;
    }
  }

  private final int mostEvents;
  private final long mostBytes;
  private final long ageNanos;

  /** In the order of their times, since all may become equally old. */
  private final LinkedHashMap<Target, Batch> open = new LinkedHashMap<>();

  private final BiConsumer<Target, List<String>> out;

  /**
   * @param out takes each batch that is complete
   */
  Batches(Limits limits, BiConsumer<Target, List<String>> out) {
    this.mostEvents = limits.count(Limit.WEBHOOK_BATCH_EVENTS);
    this.mostBytes = limits.get(Limit.WEBHOOK_BATCH_BYTES);
    this.ageNanos = TimeUnit.MILLISECONDS.toNanos(limits.get(Limit.WEBHOOK_BATCH_MILLIS));
    this.out = out;
  }

  void add(Target target, String event, long nowNanos) {
    long bytes = Utf8.length(event);
    Batch batch = open.get(target);
    if (batch != null && batch.bytes + bytes > mostBytes) {
      close(target);
      batch = null;
    }
    if (batch == null) {
      batch = new Batch(nowNanos + ageNanos);
      open.put(target, batch);
    }
    batch.events.add(event);
    batch.bytes += bytes;
    if (batch.events.size() >= mostEvents || batch.bytes >= mostBytes) {
      close(target);
    }
  }

  /** Completes what is old enough. */
  void release(long nowNanos) {
    while (!open.isEmpty() && open.firstEntry().getValue().dueNanos - nowNanos <= 0) {
      close(open.firstEntry().getKey());
    }
  }

  void releaseAll() {
    while (!open.isEmpty()) {
      close(open.firstEntry().getKey());
    }
  }

  /** Nanoseconds until {@link #release} has something to do; the longest time if never. */
  long nanosToWait(long nowNanos) {
    return open.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(0, open.firstEntry().getValue().dueNanos - nowNanos);
  }

  private void close(Target target) {
    Batch batch = open.remove(target);
    if (batch != null) {
      out.accept(target, batch.events);
    }
  }
}
